package dev.sluice.gateway.standby;

import java.time.Instant;
import java.util.Map;

/**
 * What lies in the other files, and how new it is: one that is older than it says was put back.
 *
 * @param latest how late it was at least when this was written
 */
record Index(Instant latest, Map<String, Stamp> files) {
  Index {
    files = Map.copyOf(files);
  }

  /**
   * How new a file is.
   *
   * @param revision the registry's counter that its content belongs to
   * @param asOf when the registry said last that this is still the newest
   */
  record Stamp(long revision, Instant asOf) {}
}

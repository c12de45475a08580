package dev.sluice.runtime;

import java.util.List;

/** Where runs may connect to. */
public sealed interface EgressPolicy {
  /** Every host on the public internet, and no private address. */
  record PublicInternet() implements EgressPolicy {}

  /**
   * These and nothing else, private addresses included.
   *
   * @param targets {@code host} (ports 80 and 443) or {@code host:port} each
   */
  record Only(List<String> targets) implements EgressPolicy {
    public Only {
      targets = List.copyOf(targets);
    }
  }
}

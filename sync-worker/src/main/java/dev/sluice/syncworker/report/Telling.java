package dev.sluice.syncworker.report;

import java.time.Duration;
import java.util.Optional;

/** What came of telling a host; by who acts next. */
public sealed interface Telling {
  /** Nobody: it knows. */
  record Told() implements Telling {}

  /** Nobody: it isn't to be told. */
  record Unwanted() implements Telling {}

  /** Whoever tells it instead of us. */
  record Lost() implements Telling {}

  /** The operator: asking again won't help. */
  record Refused(String why) implements Telling {}

  /**
   * We tell it later.
   *
   * @param quiet who is left alone until then
   * @param pause how long, if the host said so
   */
  record Later(Quiet quiet, Optional<Duration> pause, String cause) implements Telling {}
}

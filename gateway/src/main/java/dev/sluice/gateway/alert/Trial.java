package dev.sluice.gateway.alert;

import java.time.Duration;

/** What became of an alert that somebody asked for to try the receiver. */
public sealed interface Trial {
  /** It was sent. */
  record Made(Attempt attempt) implements Trial {}

  /** The environment has no receiver. */
  record NoReceiver() implements Trial {}

  /** There were too many lately; not so after that time. */
  record TooMany(Duration pause) implements Trial {}
}

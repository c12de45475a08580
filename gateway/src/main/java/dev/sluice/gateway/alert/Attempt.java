package dev.sluice.gateway.alert;

/** What became of sending an alert once. */
public sealed interface Attempt {

  /** The receiver has it. */
  record Delivered(int status) implements Attempt {}

  /** The receiver answered something else than 2xx. */
  record Refused(int status) implements Attempt {}

  /** There was no answer. */
  record Failed(String why) implements Attempt {}

  /** Whether there's nothing left to do. */
  default boolean isDelivered() {
    return this instanceof Delivered;
  }

  /** In words. */
  default String words() {
    return switch (this) {
      case Delivered(int status) -> "the receiver answered " + status;
      case Refused(int status) when status >= 300 && status < 400 ->
          "the receiver answered %d: redirects aren't followed, set alerts.url to where it leads"
              .formatted(status);
      case Refused(int status) -> "the receiver answered " + status;
      case Failed(String why) -> why;
    };
  }
}

package dev.sluice.webhook;

import java.io.IOException;

/** A payload isn't what its sender should send. */
final class UnreadablePayloadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String why;

  UnreadablePayloadException(String why) {
    super(why);
    this.why = why;
  }

  /** For whoever set up the host. */
  String why() {
    return why;
  }
}

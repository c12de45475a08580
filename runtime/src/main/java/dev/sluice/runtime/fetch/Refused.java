package dev.sluice.runtime.fetch;

import java.io.IOException;

/** A request that may not be made; the message tells the workflow's author why. */
final class Refused extends IOException {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}

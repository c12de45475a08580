package dev.sluice.syncworker.node;

import java.io.IOException;

/** A process that had begun to talk ended in the middle of it. */
public final class EndedException extends IOException {
  private static final long serialVersionUID = 1;

  EndedException(String message) {
    super(message);
  }
}

package dev.sluice.syncworker.node;

import java.io.IOException;
import java.time.Duration;

/** A conversation lasted longer than it may, and its process was ended. */
public class TookTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  TookTooLongException(String name, Duration timeout) {
    super("the " + name + " took longer than " + timeout.toSeconds() + " s");
  }
}

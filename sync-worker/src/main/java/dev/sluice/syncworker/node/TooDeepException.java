package dev.sluice.syncworker.node;

import java.io.IOException;

/** The process ended because what it was given is nested deeper than it can follow. */
public final class TooDeepException extends IOException {
  private static final long serialVersionUID = 1;

  TooDeepException(String name) {
    super("the " + name + " was given something that is nested too deeply");
  }
}

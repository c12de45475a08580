package dev.sluice.gateway.live;

/** A deployment that can't be made a program, or not now; its message says why. */
public final class NotCompilableException extends Exception {
  private static final long serialVersionUID = 1L;

  NotCompilableException(String why) {
    super(why);
  }
}

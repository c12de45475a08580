package dev.sluice.gateway.standby;

/** A file of the standby folder that isn't used; the message names it, and says why. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String file, String why) {
    super("standby/" + file + " isn't used: " + why);
  }
}

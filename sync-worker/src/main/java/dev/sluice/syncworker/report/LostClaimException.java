package dev.sluice.syncworker.report;

/** Thrown instead of writing to a host: somebody else has told it by now, or does. */
final class LostClaimException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostClaimException() {
    super("another worker tells it");
  }
}

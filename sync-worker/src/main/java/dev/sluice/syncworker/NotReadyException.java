package dev.sluice.syncworker;

/** What syncs are done with can't be started now; it says nothing about any of them. */
final class NotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotReadyException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}

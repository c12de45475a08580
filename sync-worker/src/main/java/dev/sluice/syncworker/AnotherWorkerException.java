package dev.sluice.syncworker;

/** Another process syncs with the same mirrors; the message says which, and what to do. */
public class AnotherWorkerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AnotherWorkerException(String message) {
    super(message);
  }
}

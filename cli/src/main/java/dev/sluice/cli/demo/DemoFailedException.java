package dev.sluice.cli.demo;

/** Something in the demo didn't come out as it should. */
final class DemoFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoFailedException(String message) {
    super(message);
  }
}

package dev.sluice.syncworker.node;

/** The machine has no {@code node} that can bundle; the message says what to install. */
public class NodeMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NodeMissingException(String message) {
    super(message);
  }
}

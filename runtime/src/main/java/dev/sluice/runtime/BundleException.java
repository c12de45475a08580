package dev.sluice.runtime;

/** A bundle that can't be made into a program; the message says why, in the author's terms. */
public class BundleException extends Exception {
  private static final long serialVersionUID = 1L;

  public BundleException(String message) {
    super(message);
  }
}

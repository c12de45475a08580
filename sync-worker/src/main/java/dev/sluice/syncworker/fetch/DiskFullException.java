package dev.sluice.syncworker.fetch;

import java.io.IOException;

/** The disk would be left with less room than is kept free. */
final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1;

  DiskFullException(String message) {
    super(message);
  }
}

package dev.sluice.runtime.fetch;

import java.io.IOException;

/** An answer that is longer than a run may read. */
final class TooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  TooLarge(int limit) {
    super(String.format("Its answer is longer than %,d bytes", limit));
  }
}

package dev.sluice.engine;

import com.oracle.truffle.api.TruffleSafepoint;

/**
 * A text that looks whether the run is to stop while somebody reads it character by character.
 * Belongs to one thread.
 */
final class PolledText implements CharSequence {
  /** How many characters are read between two looks; a power of two. */
  private static final int STRIDE = 4_096;

  private final String text;
  private int reads;

  PolledText(String text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if ((++reads & (STRIDE - 1)) == 0) {
      TruffleSafepoint.poll(null);
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}

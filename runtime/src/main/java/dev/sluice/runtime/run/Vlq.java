package dev.sluice.runtime.run;

/** Reads a segment's base 64 variable-length quantities, one after the other. */
final class Vlq {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int CONTINUES = 32;

  private String segment = "";
  private int at;

  void begin(String segment) {
    this.segment = segment;
    at = 0;
  }

  boolean hasNext() {
    return at < segment.length();
  }

  /**
   * @throws IllegalArgumentException if the segment ends too early or holds another character
   */
  int next() {
    int value = 0;
    int shift = 0;
    int digit;
    do {
      digit = hasNext() ? DIGITS.indexOf(segment.charAt(at++)) : -1;
      if (digit < 0 || shift > 30) {
        throw new IllegalArgumentException("not a base 64 quantity");
      }
      value |= (digit & (CONTINUES - 1)) << shift;
      shift += 5;
    } while ((digit & CONTINUES) != 0);
    return (value & 1) == 0 ? value >>> 1 : -(value >>> 1);
  }
}

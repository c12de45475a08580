package dev.sluice.syncworker.fetch;

/**
 * How large a file is of which only comes what it differs from another by: the second of the two
 * numbers that the differences begin with. Not thread-safe.
 */
final class DeltaSize {
  private static final int LONGEST_SHIFT = 56;

  private int numbers;
  private long value;
  private int shift;

  void restart() {
    numbers = 0;
    value = 0;
    shift = 0;
  }

  /** Told of what the differences go on with. */
  void take(byte[] bytes, int length) {
    for (int i = 0; i < length && numbers < 2; i++) {
      value = with(shift == 0 ? 0 : value, bytes[i] & 0xff, shift);
      shift += 7;
      if (bytes[i] >= 0) {
        numbers++;
        shift = 0;
      }
    }
  }

  long value() {
    return value;
  }

  /** A number with seven bits more; as large as can be, if that isn't as large as they say. */
  static long with(long value, int bits, int shift) {
    return shift > LONGEST_SHIFT ? Long.MAX_VALUE : value + ((long) (bits & 0x7f) << shift);
  }
}

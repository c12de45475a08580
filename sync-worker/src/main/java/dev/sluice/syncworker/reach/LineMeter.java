package dev.sluice.syncworker.reach;

/**
 * Tells a pack from what is said around it, in Git's protocol: lines, each with its length before
 * it in four hexadecimal digits. A line of a pack begins with a byte of one; a host of old may send
 * the pack in no lines at all. What isn't in lines is taken as talk.
 */
final class LineMeter implements Listening.Meter {
  private static final int DIGITS = 4;
  private static final int PACK_BAND = 1;
  private static final int PACK_WORD = 'P' << 24 | 'A' << 16 | 'C' << 8 | 'K';

  private enum In {
    LENGTH,
    BAND,
    PACK,
    TALK,
    BARE_PACK,
    NOISE
  }

  private In in = In.LENGTH;
  private int digits;
  private int word;
  private int left;

  @Override
  public long talk(byte[] bytes, int offset, int count) {
    long talk = 0;
    int at = offset;
    int end = offset + count;
    while (at < end) {
      int taken = take(bytes[at] & 0xff, end - at);
      talk += in == In.BARE_PACK || in == In.PACK ? 0 : taken;
      at += taken;
      advance(taken);
    }
    return talk;
  }

  /** How many of the bytes that are there, the first of which is given, are of one kind. */
  private int take(int first, int there) {
    switch (in) {
      case LENGTH -> {
        word = word << 8 | first;
        digits++;
      }
      case BAND -> {
        in = first == PACK_BAND ? In.PACK : In.TALK;
        return 1;
      }
      case PACK, TALK -> {
        return Math.min(left, there);
      }
      case BARE_PACK, NOISE -> {
        return there;
      }
    }
    return 1;
  }

  private void advance(int taken) {
    if (in == In.LENGTH) {
      if (digits == DIGITS) {
        in = afterLength();
      }
    } else if (in == In.PACK || in == In.TALK) {
      left -= taken;
      if (left == 0) {
        restart();
      }
    }
  }

  private In afterLength() {
    if (word == PACK_WORD) {
      return In.BARE_PACK;
    }
    int length = length();
    if (length < 0) {
      return In.NOISE;
    }
    left = length - DIGITS;
    if (left <= 0) {
      restart();
      return In.LENGTH;
    }
    return In.BAND;
  }

  /** What the four digits say; negative if they aren't digits. */
  private int length() {
    int length = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int digit = Character.digit(word >>> shift & 0xff, 16);
      if (digit < 0) {
        return -1;
      }
      length = length << 4 | digit;
    }
    return length;
  }

  private void restart() {
    in = In.LENGTH;
    digits = 0;
    word = 0;
  }
}

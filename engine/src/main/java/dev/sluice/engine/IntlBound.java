package dev.sluice.engine;

import com.oracle.truffle.js.runtime.Errors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;

/**
 * How much one call may hand to ICU, which doesn't look whether the run is to stop. The engine's
 * classes call it before they do.
 */
public final class IntlBound {
  /** Longest number to be written for people, in digits before the point, and in all. */
  private static final int DIGITS = 4_096;

  /** The same in bits, and a little more. */
  private static final int BITS = DIGITS * 10 / 3;

  /** Longest text to be parted, and the longest list to be joined, in characters. */
  private static final int LONGEST = 256 * 1024;

  /** What each item of a list counts beside its text: it costs time too. */
  private static final int ITEM = 16;

  private IntlBound() {}

  /** The number itself, if it isn't too long. */
  public static Number checkNumber(Number number) {
    boolean isLong =
        switch (number) {
          case BigInteger whole -> whole.bitLength() > BITS;
          case BigDecimal decimal -> isLong(decimal);
          default -> false;
        };
    if (isLong) {
      throw Errors.createRangeError("Intl formats numbers of at most 4,096 digits");
    }
    return number;
  }

  private static boolean isLong(BigDecimal number) {
    int precision = number.unscaledValue().bitLength() > BITS ? DIGITS + 1 : number.precision();
    return precision > DIGITS || (long) precision - number.scale() > DIGITS;
  }

  /** The items themselves, if they aren't too many or too long. */
  public static Collection<?> checkList(Collection<?> items) {
    long length = 0;
    for (Object item : items) {
      length += item.toString().length() + ITEM;
    }
    if (length > LONGEST) {
      throw Errors.createRangeError("Intl.ListFormat takes at most 262,144 characters in all");
    }
    return items;
  }

  /** The text itself, if it isn't too long. */
  public static String checkText(String text) {
    if (text.length() > LONGEST) {
      throw Errors.createRangeError("Intl.Segmenter takes at most 262,144 characters");
    }
    return text;
  }
}

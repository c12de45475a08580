package dev.sluice.engine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.Errors;
import java.math.BigInteger;

/**
 * Whole numbers in hexadecimal, octal or binary digits, however many: the JDK takes time in
 * proportion to the square of their number. The engine's classes call it instead.
 */
public final class RadixNumber {
  /** Past so many digits that aren't leading zeros, any of them is infinite as a double. */
  private static final int DIGITS = 1_100;

  /** Larger than any double. */
  private static final BigInteger HUGE = BigInteger.ONE.shiftLeft(DIGITS);

  /** As many bits as the longest BigInt may have. */
  private static final int BITS = 1 << 18;

  private RadixNumber() {}

  /**
   * A number that as a double is the one written.
   *
   * @throws NumberFormatException if it isn't written in these digits
   */
  public static BigInteger parse(TruffleString text, int radix) {
    String digits = text.toJavaStringUncached();
    if (digits.length() <= DIGITS) {
      return new BigInteger(digits, radix);
    }
    String significant = digits.substring(leadingZeros(digits));
    if (!significant.chars().allMatch(digit -> Character.digit(digit, radix) >= 0)) {
      throw new NumberFormatException("not a digit");
    }
    return significant.length() > DIGITS ? HUGE : new BigInteger("0" + significant, radix);
  }

  /** Refuses digits, before they are read, that make a longer number than may be. */
  public static void checkDigits(String digits, int radix) {
    int bitsOfDigit = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(radix);
    if ((digits.length() - 2L) * bitsOfDigit > BITS) {
      throw Errors.createRangeErrorBigIntMaxSizeExceeded();
    }
  }

  private static int leadingZeros(String digits) {
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return zeros;
  }
}

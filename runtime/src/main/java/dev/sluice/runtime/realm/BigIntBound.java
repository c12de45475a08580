package dev.sluice.runtime.realm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;

/**
 * The longest BigInt there may be. An engine without one computes for minutes on a few characters
 * of source, and can't be stopped meanwhile; every engine has some (ECMA-262, 6.1.6.2, leaves it
 * open). Called by the engine's own BigInts, whose class {@link BoundedBigInt} rewrites;
 * thread-safe.
 */
public final class BigIntBound {
  /** In bits: numbers of some 79,000 digits, for which no operation takes longer than a few ms. */
  static final int BITS = 1 << 18;

  private static final MethodHandle RANGE_ERROR = rangeError();

  private BigIntBound() {}

  /** Checks a number that is to become a BigInt. */
  public static void checkValue(BigInteger value) {
    check(value.bitLength());
  }

  /** Checks a power before it is computed: a lower bound of its length. */
  public static void checkPower(BigInteger base, int exponent) {
    check((base.bitLength() - 1L) * exponent);
  }

  /** Checks a shift to the left before it is computed. */
  public static void checkLeftShift(BigInteger value, int bits) {
    check(value.signum() == 0 ? 0 : (long) value.bitLength() + bits);
  }

  /** Checks a shift to the right, which to a negative distance is one to the left. */
  public static void checkRightShift(BigInteger value, int bits) {
    check(value.signum() == 0 ? 0 : (long) value.bitLength() - bits);
  }

  /** Checks text before it is read as a number: no notation needs more digits than bits. */
  public static void checkText(String digits) {
    check(digits.length());
  }

  private static void check(long bits) {
    if (bits > BITS) {
      throw error();
    }
  }

  private static RuntimeException error() {
    try {
      return (RuntimeException) RANGE_ERROR.invoke();
    } catch (Throwable e) {
      return new IllegalStateException("the engine can't say that a BigInt is too long", e);
    }
  }

  private static MethodHandle rangeError() {
    try {
      Class<?> errors = Class.forName("com.oracle.truffle.js.runtime.Errors");
      Class<?> type = Class.forName("com.oracle.truffle.js.runtime.JSException");
      return MethodHandles.lookup()
          .findStatic(errors, "createRangeErrorBigIntMaxSizeExceeded", MethodType.methodType(type));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}

package dev.sluice.engine;

import com.oracle.truffle.js.runtime.Errors;

/**
 * The longest regular expression there may be: one is compiled without a look whether the run is to
 * stop. The engine calls it before it compiles one.
 */
public final class PatternBound {
  /** In characters. */
  private static final int LONGEST = 65_536;

  private PatternBound() {}

  /** Refuses one that is longer, by the error that the language has for patterns. */
  public static void check(String pattern) {
    if (pattern.length() > LONGEST) {
      throw Errors.createSyntaxError(
          "A regular expression may have at most 65,536 characters; this one has "
              + pattern.length());
    }
  }
}

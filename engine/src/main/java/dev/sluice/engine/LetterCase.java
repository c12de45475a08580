package dev.sluice.engine;

import com.oracle.truffle.api.TruffleSafepoint;
import java.util.Locale;
import java.util.function.BinaryOperator;

/**
 * Lower and upper case of long texts, a part at a time: the JDK copies the whole text for each
 * letter that becomes two. The engine's classes call it instead of the JDK.
 */
public final class LetterCase {
  /** Longest text that is left to the JDK, and longest part of a longer one, in characters. */
  private static final int PART = 4_096;

  /** How far back from there a gap is looked for. */
  private static final int SEARCHED = 1_024;

  private LetterCase() {}

  /** As {@link String#toLowerCase(Locale)}. */
  public static String toLowerCase(String text, Locale locale) {
    return inParts(text, (part, next) -> lowered(part, next, locale));
  }

  /** As {@link String#toUpperCase(Locale)}. */
  public static String toUpperCase(String text, Locale locale) {
    return inParts(text, (part, next) -> part.toUpperCase(locale));
  }

  /** With the letter that follows, which decides on the form of a sigma before it. */
  private static String lowered(String part, String next, Locale locale) {
    String both = (part + next).toLowerCase(locale);
    return both.substring(0, both.length() - next.toLowerCase(locale).length());
  }

  private static String inParts(String text, BinaryOperator<String> change) {
    if (text.length() <= PART) {
      return change.apply(text, "");
    }
    StringBuilder changed = new StringBuilder(text.length() + PART);
    int begin = 0;
    while (begin < text.length()) {
      int end = end(text, begin);
      changed.append(change.apply(text.substring(begin, end), following(text, end)));
      begin = end;
      TruffleSafepoint.poll(null);
    }
    return changed.toString();
  }

  /** After a gap between words if there is one near; never within a pair of surrogates. */
  private static int end(String text, int begin) {
    int last = Math.min(begin + PART, text.length());
    if (last == text.length()) {
      return last;
    }
    for (int end = last; end > last - SEARCHED; end--) {
      if (Character.isWhitespace(text.charAt(end - 1))) {
        return end;
      }
    }
    return Character.isSurrogatePair(text.charAt(last - 1), text.charAt(last)) ? last - 1 : last;
  }

  private static String following(String text, int end) {
    return end == text.length() ? "" : Character.toString(text.codePointAt(end));
  }
}

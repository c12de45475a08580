package dev.sluice.engine;

import com.oracle.truffle.api.TruffleSafepoint;
import java.util.Locale;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Lower and upper case of long texts, a part at a time: the JDK copies the whole text for each
 * letter that becomes two. The engine's classes call it instead of the JDK.
 */
public final class LetterCase {
  /** Longest text that is left to the JDK, and longest part of a longer one, in characters. */
  private static final int PART = 4_096;

  /** Longest part where no letter's case depends on those around it. */
  private static final int SMALL_PART = 64;

  /** Languages in which it may. */
  private static final Set<String> DEPENDING = Set.of("az", "lt", "tr");

  private static final char SIGMA = 'Σ';

  /** How far back from there a gap is looked for. */
  private static final int SEARCHED = 1_024;

  private LetterCase() {}

  /** As {@link String#toLowerCase(Locale)}. */
  public static String toLowerCase(String text, Locale locale) {
    int most = text.indexOf(SIGMA) < 0 ? part(locale) : PART;
    return inParts(text, most, (part, next) -> lowered(part, next, locale));
  }

  /** As {@link String#toUpperCase(Locale)}. */
  public static String toUpperCase(String text, Locale locale) {
    return inParts(text, part(locale), (part, next) -> part.toUpperCase(locale));
  }

  private static int part(Locale locale) {
    return DEPENDING.contains(locale.getLanguage()) ? PART : SMALL_PART;
  }

  /** With the letter that follows, which decides on the form of a sigma before it. */
  private static String lowered(String part, String next, Locale locale) {
    String both = (part + next).toLowerCase(locale);
    return both.substring(0, both.length() - next.toLowerCase(locale).length());
  }

  private static String inParts(String text, int most, BinaryOperator<String> change) {
    if (text.length() <= PART) {
      return change.apply(text, "");
    }
    StringBuilder changed = new StringBuilder(text.length() + PART);
    int begin = 0;
    while (begin < text.length()) {
      int end = end(text, begin, most);
      changed.append(change.apply(text.substring(begin, end), following(text, end)));
      begin = end;
      TruffleSafepoint.poll(null);
    }
    return changed.toString();
  }

  /** After a gap between words if there is one near; never within a pair of surrogates. */
  private static int end(String text, int begin, int most) {
    int last = Math.min(begin + most, text.length());
    if (last == text.length()) {
      return last;
    }
    for (int end = last; end > Math.max(begin, last - SEARCHED); end--) {
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

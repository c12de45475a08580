package dev.sluice.engine;

import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.js.runtime.Errors;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.graalvm.shadowed.com.ibm.icu.text.Collator;
import org.graalvm.shadowed.com.ibm.icu.text.Normalizer2;

/**
 * Normal forms and comparison of long texts, a part at a time: the JDK and ICU don't look whether
 * the run is to stop, and sort the marks on one letter by insertion. The engine's classes call it
 * instead of them.
 */
public final class Normalization {
  /** Longest text that is left to the JDK, and shortest part of a longer one, in characters. */
  private static final int PART = 1_024;

  /** How many marks may follow each other; Unicode's stream-safe texts have 30 at most. */
  private static final int MOST_MARKS = 1_000;

  private Normalization() {}

  /** As {@link Normalizer#normalize}, but refuses more marks on a letter than anybody writes. */
  public static String normalize(CharSequence text, Form form) {
    return text.length() <= PART ? Normalizer.normalize(text, form) : inParts(text, form);
  }

  /** As {@link Collator#compare(String, String)}. */
  public static int compare(Collator collator, String one, String other) {
    return one.length() + other.length() <= PART
        ? collator.compare(one, other)
        : collator.compare((Object) new PolledText(one), (Object) new PolledText(other));
  }

  private static String inParts(CharSequence text, Form form) {
    StringBuilder normalized = new StringBuilder(text.length() + PART);
    int begin = 0;
    while (begin < text.length()) {
      int end = end(text, begin, form);
      normalized.append(Normalizer.normalize(text.subSequence(begin, end), form));
      begin = end;
      TruffleSafepoint.poll(null);
    }
    return normalized.toString();
  }

  /** Before a letter that nothing before it joins with. */
  private static int end(CharSequence text, int begin, Form form) {
    Normalizer2 joins = normalizer(form);
    Normalizer2 marks = decomposer(form);
    int end = begin;
    int run = 0;
    while (end < text.length()) {
      int letter = Character.codePointAt(text, end);
      if (end - begin >= PART && joins.hasBoundaryBefore(letter)) {
        return end;
      }
      run = marks.hasBoundaryBefore(letter) ? 0 : run + 1;
      if (run > MOST_MARKS) {
        throw Errors.createRangeError("More than 1,000 combining marks follow each other");
      }
      end += Character.charCount(letter);
    }
    return end;
  }

  private static Normalizer2 normalizer(Form form) {
    return switch (form) {
      case NFC -> Normalizer2.getNFCInstance();
      case NFD -> Normalizer2.getNFDInstance();
      case NFKC -> Normalizer2.getNFKCInstance();
      case NFKD -> Normalizer2.getNFKDInstance();
    };
  }

  private static Normalizer2 decomposer(Form form) {
    return switch (form) {
      case NFC, NFD -> Normalizer2.getNFDInstance();
      case NFKC, NFKD -> Normalizer2.getNFKDInstance();
    };
  }
}

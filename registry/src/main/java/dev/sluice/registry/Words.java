package dev.sluice.registry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Words to search a text for: all must occur, whole, in any order and case. A word is a run of
 * letters and digits.
 */
public record Words(List<String> words) {
  private static final int MOST = 20;

  public Words {
    words = List.copyOf(words);
  }

  /**
   * The words of a query.
   *
   * @throws IllegalArgumentException if it has none, or too many
   */
  public static Words of(String query) {
    List<String> words = split(query).distinct().toList();
    if (words.isEmpty() || words.size() > MOST) {
      throw new IllegalArgumentException(
          "it must have 1 to " + MOST + " words of letters and digits");
    }
    return new Words(words);
  }

  private static Stream<String> split(String text) {
    return Arrays.stream(plain(text).split("[\\x00-\\x7f&&[^a-z0-9]]+"))
        .filter(word -> !word.isEmpty());
  }

  /** Whether all of them occur in that text. */
  public boolean in(String text) {
    Set<String> found = new HashSet<>(split(text).toList());
    return found.containsAll(words);
  }

  /**
   * The text in lower case, with a space for whatever is beyond ASCII and neither letter nor digit:
   * what is left beyond ASCII belongs to words.
   */
  public static String plain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 0x80)) {
      return lower;
    }
    StringBuilder plain = new StringBuilder(lower.length());
    lower
        .codePoints()
        .map(c -> c < 0x80 || Character.isLetterOrDigit(c) ? c : ' ')
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}

package dev.sluice.syncworker.check;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The name somebody may have meant who wrote one that nothing has. */
final class NearName {
  private static final int FARTHEST = 2;
  private static final int LONGEST = 100;

  private NearName() {}

  /** The binding closest to {@code written}, if one is close. */
  static Optional<String> among(Set<String> bindings, String written) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String name = plain(written);
    return bindings.stream()
        .min(Comparator.comparingInt(binding -> distance(plain(binding), name)))
        .filter(binding -> distance(plain(binding), name) <= allowed(name));
  }

  /** In short names, two letters are most of them. */
  private static int allowed(String name) {
    return Math.min(FARTHEST, name.length() / 3);
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("kinde.") ? lower.substring("kinde.".length()) : lower;
  }

  /** How many letters must be added, taken away or changed. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}

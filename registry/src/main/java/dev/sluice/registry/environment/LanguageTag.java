package dev.sluice.registry.environment;

import java.util.Locale;
import java.util.regex.Pattern;

/** The rules for a language's tag: the form of BCP 47, also with underscores, in any case. */
final class LanguageTag {
  private static final int LONGEST = 35;
  private static final Pattern FORM = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*");

  private LanguageTag() {}

  /**
   * @param where the field it stands in
   * @throws IllegalArgumentException if it isn't one
   */
  static void check(String where, String tag) {
    if (tag.length() > LONGEST || !FORM.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "`%s` holds `%s`, which must be a language's tag such as en, de-CH or zh-Hant"
              .formatted(where, Shown.of(tag)));
    }
  }

  /** The tag as it is compared: {@code pt_BR} and {@code pt-br} are one. */
  static String plain(String tag) {
    return tag.replace('_', '-').toLowerCase(Locale.ROOT);
  }
}

package dev.sluice.registry.sql;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Texts that must come back as they were, written so that every database keeps them. A bundle may
 * hold a NUL: in a regular expression, a tagged template or a comment, it is left as its author
 * wrote it, and without it the code would mean something else than what was built.
 */
final class Verbatim {
  /** Never a character, so that next to no text has it. */
  private static final char MARK = '\uffff';

  private static final Pattern ESCAPE = Pattern.compile(MARK + "(0000|d[89a-f][0-9a-f]{2}|ffff)");

  private Verbatim() {}

  /** The text with a mark and four digits for whatever no store keeps, and for the mark. */
  static String written(String text) {
    if (text.indexOf(MARK) < 0 && TextArguments.isAllKept(text)) {
      return text;
    }
    StringBuilder written = new StringBuilder(text.length() + 64);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != MARK && TextArguments.isKept(text, i)) {
        written.append(c);
      } else {
        written.append(MARK).append(HexFormat.of().toHexDigits(c));
      }
    }
    return written.toString();
  }

  /** The text that was so written; what SQLite kept before there were marks is as it is. */
  static String read(String written) {
    return written.indexOf(MARK) < 0
        ? written
        : ESCAPE
            .matcher(written)
            .replaceAll(it -> String.valueOf((char) HexFormat.fromHexDigits(it.group(1))));
  }
}

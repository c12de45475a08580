package dev.sluice.registry.sql;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * How every store binds texts: with U+FFFD for each NUL, which PostgreSQL keeps in no text, and for
 * each lone surrogate, which UTF-8 can't write. They come from outside, in logs, messages and
 * reasons, and refusing a sync's log for one would be worse. What must come back as it was goes
 * through {@link Verbatim}. Thread-safe.
 */
public final class TextArguments extends AbstractArgumentFactory<String> {
  private static final char REPLACEMENT = '\ufffd';

  public TextArguments() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    String kept = kept(value);
    return (position, statement, context) -> statement.setString(position, kept);
  }

  private static String kept(String text) {
    if (isAllKept(text)) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (!isKept(text, i)) {
        kept.setCharAt(i, REPLACEMENT);
      }
    }
    return kept.toString();
  }

  static boolean isAllKept(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isKept(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every store keeps what is there: all but a NUL and a surrogate without its other. */
  static boolean isKept(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c != '\0';
  }
}

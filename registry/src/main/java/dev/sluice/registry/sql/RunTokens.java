package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The tokens of {@code run_words} that stand for what a run is, beside the words of its log. Tables
 * hold them, made in SQL by migrations too: they never change.
 */
record RunTokens(EnvironmentName environment) {
  /** Of a private use, so that {@code Words.plain} leaves it in no text. */
  private static final char MARK = '\ue000';

  private static final char SEPARATOR = '\u001f';

  String all() {
    return MARK + "e" + hex(environment.value());
  }

  String workflow(String id) {
    return token('w', id);
  }

  String trigger(String name) {
    return token('t', name);
  }

  String deployment(String id) {
    return token('d', id);
  }

  String release(int number) {
    return token('r', Integer.toString(number));
  }

  String status(String status) {
    return token('s', status);
  }

  String decision(String decision) {
    return token('c', decision);
  }

  String preview(boolean is) {
    return token('p', Boolean.toString(is));
  }

  /** That the log has a line of that level, or of a higher one. */
  String level(String level) {
    return token('l', level);
  }

  String user(byte[] blindIndex) {
    return MARK + "u" + HexFormat.of().formatHex(blindIndex);
  }

  private String token(char kind, String value) {
    return "" + MARK + kind + hex(environment.value() + SEPARATOR + value);
  }

  /** So that a value is one token, whatever is in it. */
  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}

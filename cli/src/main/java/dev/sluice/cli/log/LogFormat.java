package dev.sluice.cli.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How lines of the log are written. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** A JSON object a line. */
  JSON;

  /** The one of that name. */
  public static Optional<LogFormat> named(String name) {
    return Arrays.stream(values()).filter(it -> it.toString().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

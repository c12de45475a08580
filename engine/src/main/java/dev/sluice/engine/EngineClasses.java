package dev.sluice.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The engine's classes that do something as they are initialized. One that is stopped meanwhile, or
 * for which stack or memory is short, is lost until the process ends; so a process initializes them
 * before programs can make them fail. The build lists them.
 */
public final class EngineClasses {
  private EngineClasses() {}

  /** Initializes those that aren't yet. Takes some tenths of a second the first time. */
  public static void initialize() {
    for (String name : names()) {
      try {
        Class.forName(name);
      } catch (ClassNotFoundException | LinkageError e) {
        // It needs what isn't there; so does whoever uses it, and nothing of ours does.
        continue;
      }
    }
  }

  private static List<String> names() {
    try (InputStream in = EngineClasses.class.getResourceAsStream("classes.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

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

  /**
   * Initializes those that aren't yet. Takes some tenths of a second the first time.
   *
   * @return how many are
   */
  public static long initialize() {
    return names().stream().filter(EngineClasses::initialize).count();
  }

  private static boolean initialize(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      // It needs what isn't there, and so does whoever uses it.
      return false;
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

package dev.sluice.benchmarks.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The workflows that are run to be measured. */
public final class Workflows {
  private Workflows() {}

  /** Sets five claims in the access token, two of them from the event. */
  public static String fiveClaims() {
    return read("fiveClaims.ts");
  }

  private static String read(String name) {
    try (InputStream stream = Workflows.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no workflow " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

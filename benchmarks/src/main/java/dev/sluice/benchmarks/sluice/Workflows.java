package dev.sluice.benchmarks.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The workflows that are run to be measured. */
public final class Workflows {
  private Workflows() {}

  /** Sets five claims in the access token, two of them from the event. */
  public static String fiveClaims() {
    return read("fiveClaims.ts");
  }

  /** Asks that service for the plan, and sets a claim from the answer. */
  public static String awaitUpstream(URI upstream) {
    return read("awaitUpstream.ts").replace("UPSTREAM", upstream.toString());
  }

  /** Never ends. */
  public static String loopForever() {
    return read("loopForever.ts");
  }

  /** Never ends, and keeps ever more. */
  public static String allocateForever() {
    return read("allocateForever.ts");
  }

  /** Sets three claims from three variables: {@code REGION}, {@code TIER} and {@code AUDIENCE}. */
  public static String variables() {
    return read("variables.ts");
  }

  /**
   * Those of one tenant among many, by file: for three triggers, of the size that real ones have.
   */
  public static Map<String, String> tenant() {
    String companies = companies();
    return Stream.of("tenantTokens", "tenantSignIn", "tenantMachines")
        .collect(
            Collectors.toMap(
                name -> "kindeSrc/environment/workflows/" + name + "/Workflow.ts",
                name -> read(name + ".ts").replace("COMPANIES", companies)));
  }

  /** A table such as teams keep in their code. */
  private static String companies() {
    return IntStream.range(0, 100)
        .mapToObj(
            i -> "\"company-%d.example.com\": \"The Company %d of Acme Inc.\"".formatted(i, i))
        .collect(Collectors.joining(", ", "{ ", " }"));
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

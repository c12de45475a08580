package dev.sluice.benchmarks.measure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the command line asks for: {@code --name value} each, and else the defaults. */
public record Options(Map<String, String> given) {
  private static final Set<String> KNOWN =
      Set.of(
          "server-cores",
          "only",
          "warm-up",
          "connections",
          "seconds",
          "rounds",
          "rate",
          "per-second",
          "count",
          "environments",
          "releases");

  public Options {
    given = Map.copyOf(given);
  }

  /** Reads the arguments that follow the measure's name. */
  public static Options parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      if (!KNOWN.contains(name) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "can't understand "
                + Arrays.toString(arguments)
                + "; options are --name value, with a"
                + " name of "
                + KNOWN);
      }
      given.put(name, arguments[i + 1]);
    }
    return new Options(given);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(given.get(name));
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(find(name).orElse(Integer.toString(otherwise)));
  }
}

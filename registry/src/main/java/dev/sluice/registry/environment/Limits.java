package dev.sluice.registry.environment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator lets each run of an environment use, where it isn't the default. */
public record Limits(Map<Limit, Long> chosen) {
  public static final Limits DEFAULT = new Limits(Map.of());

  public Limits {
    chosen.forEach(Limit::check);
    chosen = Map.copyOf(chosen);
  }

  /**
   * Those of an object with a member for each limit that was chosen.
   *
   * @throws IllegalArgumentException if one is unknown or out of bounds, saying which
   */
  public static Limits of(Map<String, Long> byKey) {
    Map<Limit, Long> chosen = new EnumMap<>(Limit.class);
    byKey.forEach((key, value) -> chosen.put(known(key), value));
    return new Limits(chosen);
  }

  private static Limit known(String key) {
    return Limit.find(key)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no limit `%s`; known are: %s"
                    .formatted(
                        key,
                        Arrays.stream(Limit.values())
                            .map(Limit::key)
                            .collect(Collectors.joining(", ")))));
  }

  /** The same, by the limits' names and in their order. */
  public Map<String, Long> byKey() {
    Map<String, Long> byKey = new LinkedHashMap<>();
    new java.util.TreeMap<>(chosen).forEach((limit, value) -> byKey.put(limit.key(), value));
    return byKey;
  }

  /** What was chosen; empty where the default counts. */
  public Optional<Long> find(Limit limit) {
    return Optional.ofNullable(chosen.get(limit));
  }
}

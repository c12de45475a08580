package dev.sluice.runtime.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run denied. Kept outside the realm, told as it happens: a denial stands whatever becomes
 * of the run after it. Belongs to the run's thread.
 */
final class Denials {
  private final Map<String, Map<String, String>> byBinding = new TreeMap<>();

  /** Of two denials of one kind the later counts. */
  void add(String binding, String kind, String json) {
    byBinding.computeIfAbsent(binding, name -> new TreeMap<>()).put(kind, json);
  }

  boolean any() {
    return !byBinding.isEmpty();
  }

  /** As members of the {@code effects} object, without its braces. */
  String members() {
    return byBinding.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":{" + members(entry.getValue()) + "}")
        .collect(Collectors.joining(","));
  }

  private static String members(Map<String, String> kinds) {
    return kinds.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}

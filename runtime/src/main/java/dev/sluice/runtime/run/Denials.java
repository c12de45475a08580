package dev.sluice.runtime.run;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

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
    StringJoiner members = new StringJoiner(",");
    byBinding.forEach((name, kinds) -> members.add("\"" + name + "\":{" + members(kinds) + "}"));
    return members.toString();
  }

  private static String members(Map<String, String> kinds) {
    StringJoiner members = new StringJoiner(",");
    kinds.forEach((kind, json) -> members.add("\"" + kind + "\":" + json));
    return members.toString();
  }
}

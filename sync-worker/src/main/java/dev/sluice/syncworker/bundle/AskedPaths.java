package dev.sluice.syncworker.bundle;

import dev.sluice.syncworker.fetch.Inputs;
import dev.sluice.syncworker.fetch.Lookup;
import dev.sluice.syncworker.fetch.RecordedSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Which paths of a commit the bundler's questions led to, so that each workflow's own are known.
 * What was asked before its first question counts for all.
 */
final class AskedPaths {
  private final RecordedSource source;
  private final String tag;
  private final Set<String> common;
  private final Map<Integer, List<String>> byQuestion = new HashMap<>();

  AskedPaths(RecordedSource source, String tag) {
    this.source = source;
    this.tag = tag;
    this.common = source.asked();
  }

  /** The candidates were looked at in turn, up to the one that the answer has. */
  void add(JsonNode question, JsonNode answer) {
    List<String> paths = new ArrayList<>();
    String found = answer.path("path").stringValue("");
    for (JsonNode candidate : question.path("lookup")) {
      paths.add(candidate.stringValue());
      if (candidate.stringValue().equals(found)) {
        break;
      }
    }
    byQuestion.put(question.path("ask").intValue(), paths);
  }

  /**
   * Notes what a result was built from without a question, as it was known. Gives what is too much
   * of it, all in all.
   */
  Optional<Lookup.Unread> note(JsonNode built) {
    return built
        .path("looked")
        .valueStream()
        .map(it -> source.lookup(it.stringValue()))
        .filter(Lookup.Unread.class::isInstance)
        .map(Lookup.Unread.class::cast)
        .findFirst();
  }

  /** All that a result was built from, all of which was asked for or noted. */
  Inputs by(JsonNode built) {
    Set<String> paths = new HashSet<>(common);
    built.path("looked").forEach(it -> paths.add(it.stringValue()));
    for (JsonNode question : built.path("asked")) {
      paths.addAll(byQuestion.getOrDefault(question.intValue(), List.of()));
    }
    return source.inputs(tag, paths);
  }
}

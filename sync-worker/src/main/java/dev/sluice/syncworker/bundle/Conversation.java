package dev.sluice.syncworker.bundle;

import dev.sluice.runtime.BundleCode;
import dev.sluice.syncworker.fetch.Lookup;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said with the bundler's process to bundle one commit: a request, answers to its questions
 * for files, and its results. Use once.
 */
final class Conversation {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<String> entries;
  private final TsConfig config;
  private final RecordedSource source;
  private final Report report;

  Conversation(List<String> entries, TsConfig config, RecordedSource source, Report report) {
    this.entries = entries;
    this.config = config;
    this.source = source;
    this.report = report;
  }

  /** The files that could be bundled, in the order they were given. */
  List<BundledFile> with(NodeProcess node) throws IOException {
    node.send(request());
    List<JsonNode> results = new ArrayList<>();
    for (JsonNode said = node.receive(); !said.has("done"); said = node.receive()) {
      if (said.has("ask")) {
        node.send(answer(said));
      } else if (said.has("built")) {
        results.add(said.path("built"));
      }
    }
    results.sort(Comparator.comparingInt(built -> entries.indexOf(entry(built))));
    results.forEach(this::reportOn);
    return results.stream().filter(built -> built.has("code")).map(Conversation::file).toList();
  }

  private ObjectNode request() {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode build = message.putObject("build");
    build.set("entries", JSON.valueToTree(entries));
    build.set("paths", config.paths());
    build.set("baseUrl", config.baseUrl());
    build.putObject("tsconfig").set("compilerOptions", config.compilerOptions());
    return message;
  }

  private ObjectNode answer(JsonNode question) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("answer", question.path("ask"));
    for (JsonNode candidate : question.path("lookup")) {
      switch (source.lookup(candidate.stringValue())) {
        case Lookup.Found file -> {
          return answer.put("path", file.path()).put("text", file.text());
        }
        case Lookup.TooMuch tooMuch -> {
          answer.putObject("refused").put("code", tooMuch.code()).put("text", tooMuch.message());
          return answer;
        }
        case Lookup.Absent _ -> {}
      }
    }
    return answer;
  }

  private void reportOn(JsonNode built) {
    for (JsonNode error : built.path("errors")) {
      report.problem(
          error.path("code").stringValue(),
          error.path("text").stringValue(),
          spot(error, entry(built)));
    }
    for (JsonNode warning : built.path("warnings")) {
      report.warn(line(warning, entry(built)));
    }
  }

  private static BundledFile file(JsonNode built) {
    StringBuilder log = new StringBuilder();
    built.path("warnings").forEach(warning -> log.append(line(warning, entry(built))).append('\n'));
    BundleCode code =
        new BundleCode(built.path("code").stringValue(), built.path("map").stringValue());
    log.append("bundled into %,d characters".formatted(code.code().length()));
    return new BundledFile(entry(built), code, built.path("empty").booleanValue(), log.toString());
  }

  private static String line(JsonNode message, String entry) {
    Spot spot = spot(message, entry);
    String text = message.path("text").stringValue();
    return spot.file() + ":" + spot.line() + ":" + spot.column() + ": " + text;
  }

  private static Spot spot(JsonNode message, String entry) {
    JsonNode at = message.path("at");
    return at.isObject()
        ? new Spot(
            at.path("file").stringValue(), at.path("line").intValue(), at.path("column").intValue())
        : Spot.startOf(entry);
  }

  private static String entry(JsonNode built) {
    return built.path("entry").stringValue();
  }
}

package dev.sluice.syncworker.bundle;

import dev.sluice.runtime.BundleCode;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.node.FileAnswers;
import dev.sluice.syncworker.node.NodeProcess;
import dev.sluice.syncworker.node.NodeService;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said with the bundler's process to bundle one commit: a request, answers to its questions
 * for files, and its results. Use once.
 */
final class Conversation implements NodeService.Conversation<List<BundledFile>> {
  private final Request request;
  private final FileAnswers files;
  private final Report report;
  private final AskedPaths asked;
  private final Consumer<BundledFile> ready;

  /**
   * What was asked of {@code source} up to now counts for every entry.
   *
   * @param tag names the bundler
   * @param ready is given each file that could be bundled, at once
   */
  Conversation(
      Request request,
      RecordedSource source,
      Report report,
      String tag,
      Consumer<BundledFile> ready) {
    this.request = request;
    this.files = new FileAnswers(source);
    this.report = report;
    this.asked = new AskedPaths(source, tag);
    this.ready = ready;
  }

  /** Of one entry: what was said, and what it became, if it could be bundled. */
  private record Result(JsonNode built, Optional<BundledFile> file) {
    String entry() {
      return Conversation.entry(built);
    }
  }

  /** The files that could be bundled, in the order they were given. */
  @Override
  public List<BundledFile> with(NodeProcess node) throws IOException {
    node.send(request.toJson());
    List<Result> results = new ArrayList<>();
    for (JsonNode said = node.receive(); !said.has("done"); said = node.receive()) {
      if (said.has("ask")) {
        ObjectNode answer = files.to(said);
        asked.add(said, answer);
        node.send(answer);
      } else if (said.has("built")) {
        results.add(result(said.path("built")));
      }
    }
    results.sort(Comparator.comparingInt(it -> request.entries().indexOf(it.entry())));
    results.forEach(it -> reportOn(it.built()));
    return results.stream().flatMap(it -> it.file().stream()).toList();
  }

  private Result result(JsonNode built) {
    asked
        .note(built)
        .ifPresent(it -> report.problem(it.code(), it.message(), Spot.startOf(entry(built))));
    Optional<BundledFile> file = built.has("code") ? Optional.of(file(built)) : Optional.empty();
    file.ifPresent(ready);
    return new Result(built, file);
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

  private BundledFile file(JsonNode built) {
    StringBuilder log = new StringBuilder();
    built.path("warnings").forEach(warning -> log.append(line(warning, entry(built))).append('\n'));
    BundleCode code =
        new BundleCode(built.path("code").stringValue(), built.path("map").stringValue());
    log.append("bundled into %,d characters".formatted(code.code().length()));
    return new BundledFile(
        entry(built),
        code,
        built.path("empty").booleanValue(),
        uses(built.path("uses")),
        new BundledFile.Notes(log.toString(), asked.by(built)));
  }

  private static BundledFile.Uses uses(JsonNode uses) {
    List<String> names = uses.path("names").valueStream().map(JsonNode::stringValue).toList();
    return new BundledFile.Uses(names, uses.path("all").booleanValue());
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

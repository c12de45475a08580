package dev.sluice.syncworker.bundle;

import dev.sluice.syncworker.fetch.Lookup;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code tsconfig.json} at the repository's root, comments and all, and those it extends
 * within the repository. Use once.
 */
final class TsConfigReader {
  private static final String PATH = "tsconfig.json";
  private static final int MAX_DEPTH = 10;
  private static final Set<String> PASSED_ON =
      Set.of(
          "jsx",
          "jsxFactory",
          "jsxFragmentFactory",
          "jsxImportSource",
          "experimentalDecorators",
          "useDefineForClassFields");
  private static final JsonMapper JSONC =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final RecordedSource source;
  private final Report report;
  private final TsConfig merged = TsConfig.none();
  private JsonNode paths = merged.paths();
  private JsonNode baseUrl = merged.baseUrl();

  TsConfigReader(RecordedSource source, Report report) {
    this.source = source;
    this.report = report;
  }

  TsConfig read() {
    if (source.lookup(PATH) instanceof Lookup.Found file) {
      apply(file, 0);
    }
    ObjectNode options = merged.compilerOptions();
    if (options.path("jsx").stringValue("").matches("preserve|react-native")) {
      options.put("jsx", "react-jsx"); // What is left of JSX in a bundle, nothing would understand.
    }
    return new TsConfig(paths, baseUrl, options);
  }

  /** Those it extends first, so that its own options win. */
  private void apply(Lookup.Found file, int depth) {
    Optional<JsonNode> config = parse(file);
    if (config.isEmpty()) {
      return;
    }
    for (String extended : extended(config.get().path("extends"))) {
      extend(file.path(), extended, depth);
    }
    applyOptions(folderOf(file.path()), config.get().path("compilerOptions"));
  }

  private Optional<JsonNode> parse(Lookup.Found file) {
    try {
      return Optional.of(JSONC.readTree(file.text()));
    } catch (JacksonException e) {
      var at = e.getLocation();
      Spot spot =
          at == null
              ? Spot.startOf(file.path())
              : new Spot(file.path(), Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
      report.problem(
          "invalid_tsconfig", "Invalid " + file.path() + ": " + e.getOriginalMessage(), spot);
      return Optional.empty();
    }
  }

  private static List<String> extended(JsonNode extended) {
    return extended.isArray()
        ? extended.valueStream().flatMap(one -> one.stringValueOpt().stream()).toList()
        : extended.stringValueOpt().stream().toList();
  }

  private void extend(String from, String extended, int depth) {
    if (!extended.startsWith(".") || depth == MAX_DEPTH) {
      report.warn(from + " extends " + extended + ", which isn't in the repository: left out");
      return;
    }
    String target = resolve(folderOf(from), extended);
    for (String candidate : List.of(target, target + ".json")) {
      if (source.lookup(candidate) instanceof Lookup.Found file) {
        apply(file, depth + 1);
        return;
      }
    }
    report.warn(from + " extends " + extended + ", which isn't there: left out");
  }

  private void applyOptions(String folder, JsonNode options) {
    options
        .optional("baseUrl")
        .flatMap(JsonNode::stringValueOpt)
        .ifPresent(given -> baseUrl = JSONC.getNodeFactory().stringNode(resolve(folder, given)));
    if (options.path("paths").isObject()) {
      paths = fromRoot(baseUrl.stringValue(folder), options.path("paths"));
    }
    options
        .propertyStream()
        .filter(option -> PASSED_ON.contains(option.getKey()))
        .forEach(option -> merged.compilerOptions().set(option.getKey(), option.getValue()));
  }

  private static ArrayNode fromRoot(String folder, JsonNode paths) {
    ArrayNode all = JSONC.createArrayNode();
    paths.forEachEntry((pattern, targets) -> {
      ArrayNode resolved = all.addArray().add(pattern).addArray();
      targets
          .valueStream()
          .flatMap(target -> target.stringValueOpt().stream())
          .forEach(target -> resolved.add(resolve(folder, target)));
    });
    return all;
  }

  private static String folderOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The target from the repository's root; one that leads out of it still begins with two dots. */
  private static String resolve(String folder, String target) {
    List<String> segments = new ArrayList<>();
    for (String segment : (folder + "/" + target).split("/", -1)) {
      boolean canGoUp = !segments.isEmpty() && !segments.getLast().equals("..");
      if (segment.equals("..") && canGoUp) {
        segments.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return String.join("/", segments);
  }
}

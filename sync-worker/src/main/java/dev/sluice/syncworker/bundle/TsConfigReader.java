package dev.sluice.syncworker.bundle;

import dev.sluice.syncworker.fetch.Lookup;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.util.ArrayList;
import java.util.HashSet;
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
public final class TsConfigReader {
  private static final String PATH = "tsconfig.json";
  private static final int MAX_EXTENDED = 20;
  private static final String INVALID = "invalid_tsconfig";
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
  private final Set<String> underWay = new HashSet<>();
  private int extensions;

  public TsConfigReader(RecordedSource source, Report report) {
    this.source = source;
    this.report = report;
  }

  /** What holds; what is wrong with the files goes into the report. */
  public TsConfig read() {
    if (source.lookup(PATH) instanceof Lookup.Found file) {
      apply(file);
    }
    ObjectNode options = merged.compilerOptions();
    if (options.path("jsx").stringValue("").matches("preserve|react-native")) {
      options.put("jsx", "react-jsx"); // What is left of JSX in a bundle, nothing would understand.
    }
    return new TsConfig(paths, baseUrl, options);
  }

  /**
   * Those it extends first, so that its own options win. A file that two others extend counts
   * twice, since what it says may have been overridden in between.
   */
  private void apply(Lookup.Found file) {
    Optional<JsonNode> config = parse(file);
    if (config.isEmpty()) {
      return;
    }
    underWay.add(file.path());
    for (String extended : extended(config.get().path("extends"))) {
      if (!mayExtend(file)) {
        break;
      }
      extend(file, extended);
    }
    underWay.remove(file.path());
    applyOptions(folderOf(file.path()), config.get().path("compilerOptions"));
  }

  private boolean mayExtend(Lookup.Found file) {
    extensions++;
    if (extensions == MAX_EXTENDED + 1) {
      String message =
          PATH + " extends more than " + MAX_EXTENDED + " files, directly or not: extend fewer";
      report.problem(INVALID, message, extendsSpot(file));
    }
    return extensions <= MAX_EXTENDED;
  }

  private static Spot extendsSpot(Lookup.Found file) {
    return Spot.at(file.path(), file.text(), Math.max(0, file.text().indexOf("\"extends\"")));
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
      report.problem(INVALID, "Invalid " + file.path() + ": " + e.getOriginalMessage(), spot);
      return Optional.empty();
    }
  }

  private static List<String> extended(JsonNode extended) {
    return extended.isArray()
        ? extended.valueStream().flatMap(one -> one.stringValueOpt().stream()).toList()
        : extended.stringValueOpt().stream().toList();
  }

  private void extend(Lookup.Found extending, String extended) {
    String from = extending.path();
    if (!extended.startsWith(".")) {
      report.warn(from + " extends " + extended + ", which isn't in the repository: left out");
      return;
    }
    String target = resolve(folderOf(from), extended);
    for (String candidate : List.of(target, target + ".json")) {
      if (underWay.contains(candidate)) {
        String message = from + " extends " + extended + ", which leads back to itself";
        report.problem(INVALID, message, extendsSpot(extending));
        return;
      }
      if (source.lookup(candidate) instanceof Lookup.Found file) {
        apply(file);
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

package dev.sluice.syncworker.discover;

import dev.sluice.syncworker.fetch.Lookup;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a repository's {@code kinde.json} says.
 *
 * @param rootDir the folder that holds {@code environment/}, without a slash at either end; empty
 *     for the repository's root
 * @param npm whether workflows import what the repository's own lock file pins
 */
public record ProjectFile(String rootDir, boolean npm) {
  public static final String PATH = "kinde.json";
  private static final ProjectFile DEFAULT = new ProjectFile("kindeSrc", false);
  private static final String INVALID = "invalid_kinde_json";

  /** Where workflows lie. */
  public String workflowsFolder() {
    return inRoot("environment/workflows");
  }

  /** Where pages lie. */
  public String pagesFolder() {
    return inRoot("environment/pages");
  }

  private String inRoot(String path) {
    return rootDir.isEmpty() ? path : rootDir + "/" + path;
  }

  /** Reads it; empty, and {@code report} says why, if it's invalid. */
  public static Optional<ProjectFile> read(RecordedSource source, Report report) {
    return switch (source.lookup(PATH)) {
      case Lookup.Found file -> parse(file.text(), report);
      case Lookup.Absent _ -> {
        report.warn(
            "There is no kinde.json at the repository's root: taking kindeSrc as its rootDir");
        yield Optional.of(DEFAULT);
      }
      case Lookup.Unread unread -> {
        report.problem(unread.code(), unread.message(), Spot.startOf(PATH));
        yield Optional.empty();
      }
    };
  }

  private static Optional<ProjectFile> parse(String text, Report report) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (JacksonException e) {
      report.problem(INVALID, "Invalid kinde.json: " + e.getOriginalMessage(), spot(e));
      return Optional.empty();
    }
    if (!json.isObject()) {
      report.problem(INVALID, "Invalid kinde.json: it must be an object", Spot.startOf(PATH));
      return Optional.empty();
    }
    if (!json.path("version").isString()) {
      report.warn("kinde.json has no version, such as \"version\": \"2024-12-09\"");
    }
    boolean npm = json.path("integrations").path("npm").path("enabled").booleanValue(false);
    return rootDir(json.path("rootDir"), text, report).map(folder -> new ProjectFile(folder, npm));
  }

  private static Spot spot(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null
        ? Spot.startOf(PATH)
        : new Spot(PATH, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private static Optional<String> rootDir(JsonNode given, String text, Report report) {
    if (given.isMissingNode()) {
      return Optional.of(DEFAULT.rootDir());
    }
    Optional<String> folder = given.stringValueOpt().flatMap(ProjectFile::normalized);
    if (folder.isEmpty()) {
      report.problem(
          INVALID,
          "Invalid kinde.json: rootDir must be a folder of the repository, such as \"kindeSrc\"",
          rootDirSpot(text));
    }
    return folder;
  }

  private static Spot rootDirSpot(String text) {
    return Spot.at(PATH, text, Math.max(0, text.indexOf("\"rootDir\"")));
  }

  /** Where an author says where workflows lie; empty if there's no {@code kinde.json}. */
  static Optional<Spot> rootDirSpot(RecordedSource source) {
    return source.peek(PATH).map(ProjectFile::rootDirSpot);
  }

  private static Optional<String> normalized(String folder) {
    if (folder.startsWith("/") || folder.contains("\\")) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>(List.of(folder.split("/", -1)));
    segments.removeIf(segment -> segment.isEmpty() || segment.equals("."));
    return segments.contains("..") ? Optional.empty() : Optional.of(String.join("/", segments));
  }
}

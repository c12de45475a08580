package dev.sluice.syncworker.dependencies;

import dev.sluice.registry.deployment.Digest;
import dev.sluice.syncworker.fetch.Lookup;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A repository's {@code package.json} and the lock file beside it.
 *
 * @param dependencies what of {@code package.json} decides what is installed, as JSON
 */
record LockedProject(String dependencies, Lookup.Found lock) {
  static final String PACKAGE_JSON = "package.json";
  private static final List<String> LOCK_FILES =
      List.of("package-lock.json", "pnpm-lock.yaml", "yarn.lock");
  private static final List<String> GROUPS = List.of("dependencies", "optionalDependencies");

  /**
   * Reads them; empty if there's nothing to install, or if the report says what is wrong with them.
   */
  static Optional<LockedProject> read(RecordedSource source, Report report) {
    return switch (source.lookup(PACKAGE_JSON)) {
      case Lookup.Found file -> read(file, source, report);
      case Lookup.Absent _ -> {
        report.warn(
            "kinde.json asks for the npm integration, and there is no package.json at the"
                + " repository's root: workflows can import the packages that Sluice ships");
        yield Optional.empty();
      }
      case Lookup.Unread unread -> {
        report.problem(unread.code(), unread.message(), Spot.startOf(PACKAGE_JSON));
        yield Optional.empty();
      }
    };
  }

  private static Optional<LockedProject> read(
      Lookup.Found file, RecordedSource source, Report report) {
    try {
      JsonNode json = JsonMapper.shared().readTree(file.text());
      if (!wellFormed(json)) {
        invalid("its dependencies must be an object of names and versions", report);
        return Optional.empty();
      }
      String dependencies = dependencies(json);
      return dependencies.equals("{}")
          ? Optional.empty()
          : lock(source, report).map(lock -> new LockedProject(dependencies, lock));
    } catch (JacksonException e) {
      invalid(e.getOriginalMessage(), report);
      return Optional.empty();
    }
  }

  private static void invalid(String why, Report report) {
    report.problem(
        "invalid_package_json", "Invalid package.json: " + why, Spot.startOf(PACKAGE_JSON));
  }

  private static boolean wellFormed(JsonNode json) {
    return json.isObject()
        && GROUPS.stream()
            .map(json::path)
            .allMatch(group -> group.isMissingNode() || isOfTexts(group));
  }

  private static boolean isOfTexts(JsonNode group) {
    return group.isObject() && group.valueStream().allMatch(JsonNode::isString);
  }

  private static String dependencies(JsonNode json) {
    var kept = JsonMapper.shared().createObjectNode();
    GROUPS.stream()
        .filter(group -> !json.path(group).isEmpty())
        .forEach(group -> kept.set(group, json.path(group)));
    return kept.toString();
  }

  private static Optional<Lookup.Found> lock(RecordedSource source, Report report) {
    List<Lookup.Found> found = new ArrayList<>();
    for (String name : LOCK_FILES) {
      switch (source.lookup(name)) {
        case Lookup.Found file -> found.add(file);
        case Lookup.Absent _ -> {}
        case Lookup.Unread unread -> {
          report.problem(unread.code(), unread.message(), Spot.startOf(name));
          return Optional.empty();
        }
      }
    }
    if (found.isEmpty()) {
      report.problem(
          "no_lock_file",
          "package.json names dependencies and there is no "
              + String.join(", ", LOCK_FILES)
              + " beside it that pins them: run the install of your package manager, and commit the"
              + " lock file",
          Spot.startOf(PACKAGE_JSON));
    } else if (found.size() > 1) {
      report.warn(
          "There is more than one lock file: taking "
              + found.getFirst().path()
              + ". Remove those that aren't kept up to date");
    }
    return found.stream().findFirst();
  }

  /**
   * Names everything that decides what is installed.
   *
   * @param installer names the installer and what it adds
   */
  Digest key(String installer) {
    return Digest.of(installer, dependencies, lock.path(), lock.text());
  }
}

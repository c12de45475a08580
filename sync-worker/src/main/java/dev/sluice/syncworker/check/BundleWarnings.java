package dev.sluice.syncworker.check;

import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.WorkflowSettings;
import dev.sluice.syncworker.bundle.BundledFile;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * What in a bundle its author may have meant otherwise: bindings used and not declared, or declared
 * and not used, and a size that slows every login. None of it is an error.
 */
final class BundleWarnings {
  private static final int LARGE = 256 * 1024;
  private static final String FETCH = "kinde.fetch";

  /** There undeclared. */
  private static final Set<String> ALWAYS = Set.of("kinde.cache", "console");

  private final BundledFile file;
  private final SettingsText text;
  private final Report report;

  BundleWarnings(BundledFile file, SettingsText text, Report report) {
    this.file = file;
    this.text = text;
    this.report = report;
  }

  /** Writes them to the report's log. */
  void warn(WorkflowSettings settings) {
    Set<String> declared = settings.declared().bindings();
    Set<String> used = new TreeSet<>(file.uses().names());
    used.stream()
        .filter(Trigger::anyOffers)
        .filter(name -> !declared.contains(name) && !ALWAYS.contains(name))
        .forEach(this::warnOfUndeclared);
    if (file.uses().all()) {
      declared.stream()
          .sorted()
          .filter(name -> settings.trigger().offers(name))
          .filter(name -> !used.contains(name) && !ALWAYS.contains(name))
          .forEach(
              name -> warn(text.key(name), "the binding " + name + " is declared and not used"));
    }
    warnOfSize();
  }

  private void warnOfUndeclared(String name) {
    String what =
        name.equals(FETCH)
            ? "it reaches nothing but the environment's Kinde domain"
            : "it is absent when the workflow runs";
    warn(
        text.settings(),
        "the workflow uses the binding %s and doesn't declare it: %s. Add \"%s\": {} to bindings"
            .formatted(name, what, name));
  }

  private void warnOfSize() {
    int bytes = file.code().code().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGE) {
      warn(
          Spot.startOf(file.path()),
          "the bundle has %d KB; from %d KB on, first runs are slow: import less of its packages"
              .formatted(bytes / 1024, LARGE / 1024));
    }
  }

  private void warn(Spot spot, String message) {
    report.warn(spot.file() + ":" + spot.line() + ":" + spot.column() + ": " + message);
  }
}

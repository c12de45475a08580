package dev.sluice.syncworker.check;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.runtime.Inspection;
import dev.sluice.runtime.SourcePosition;
import dev.sluice.runtime.WorkflowSettings;
import dev.sluice.runtime.WorkflowSettings.Flaw;
import dev.sluice.syncworker.bundle.BundledFile;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.util.Optional;

/** Sees that one bundle is a workflow. Use once. */
final class FileCheck {
  private static final String NO_FUNCTION =
      "No default function exported: add `export default async function (event) {…}`";

  private final BundledFile file;
  private final SettingsText text;
  private final Report report;
  private final Collisions collisions;

  FileCheck(BundledFile file, SettingsText text, Report report, Collisions collisions) {
    this.file = file;
    this.text = text;
    this.report = report;
    this.collisions = collisions;
  }

  /** The build, or empty, and the report says why, if it isn't sound. */
  Optional<Build> check(Inspection inspection) {
    return switch (inspection) {
      case Inspection.Broken broken -> {
        reportBroken(broken);
        yield Optional.empty();
      }
      case Inspection.Loaded loaded -> loaded(loaded);
    };
  }

  private void reportBroken(Inspection.Broken broken) {
    report.problem(
        "bundle_failed",
        "The workflow fails when it is loaded: " + broken.message(),
        broken.at().map(FileCheck::spot).orElse(Spot.startOf(file.path())));
  }

  private static Spot spot(SourcePosition at) {
    return new Spot(at.file(), at.line(), at.column());
  }

  private Optional<Build> loaded(Inspection.Loaded loaded) {
    boolean runs = loaded.defaultExport().equals("function");
    if (!runs) {
      report.problem("no_default_function", noFunction(loaded), text.defaultExport());
    }
    if (loaded.settings().isEmpty()) {
      report.problem(
          "missing_settings",
          "The workflow exports no workflowSettings that are an object of plain data: add"
              + " `export const workflowSettings = { id: \"…\", trigger: \"…\" }`",
          text.settings());
      return Optional.empty();
    }
    return settings(loaded.settings().get())
        .filter(_ -> runs)
        .map(settings -> Builds.of(file, settings, loaded.settings().get()));
  }

  private static String noFunction(Inspection.Loaded loaded) {
    String found = loaded.defaultExport();
    return found.equals("undefined")
        ? NO_FUNCTION
        : NO_FUNCTION + " (what it exports is of type " + found + ")";
  }

  private Optional<WorkflowSettings> settings(String json) {
    return switch (WorkflowSettings.read(json)) {
      case WorkflowSettings.Reading.Valid valid -> {
        WorkflowSettings settings = valid.settings();
        collisions.add(text, Optional.of(settings.id()), Optional.of(settings.trigger()));
        new SettingsWarnings(text, settings, report).warn(json);
        new BundleWarnings(file, text, report).warn(settings);
        yield isId(settings.id()) ? Optional.of(settings) : Optional.empty();
      }
      case WorkflowSettings.Reading.Invalid invalid -> {
        collisions.add(text, invalid.id(), invalid.trigger());
        invalid.id().ifPresent(this::isId);
        invalid.flaws().forEach(this::reportFlaw);
        yield Optional.empty();
      }
    };
  }

  /** Whether it can be one; if not, the report says why. */
  private boolean isId(String id) {
    try {
      WorkflowId.given(id);
      return true;
    } catch (IllegalArgumentException e) {
      report.problem(
          "invalid_workflow_id",
          "Invalid workflow ID: " + e.getMessage() + ". Choose another workflowSettings.id",
          text.field("id"));
      return false;
    }
  }

  private void reportFlaw(Flaw flaw) {
    String code =
        switch (flaw.kind()) {
          case ID_REQUIRED -> "workflow_id_required";
          case UNKNOWN_TRIGGER -> "unknown_trigger";
          case INVALID -> "invalid_settings";
        };
    report.problem(code, flaw.message(), text.field(flaw.field()));
  }
}

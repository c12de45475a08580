package dev.sluice.syncworker.check;

import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.WorkflowSettings;
import dev.sluice.syncworker.problem.Report;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sees that no two workflows of a commit share an id or a trigger. */
final class Collisions {
  private final Report report;
  private final Map<String, String> fileById = new HashMap<>();
  private final Map<Trigger, String> fileByTrigger = new HashMap<>();

  Collisions(Report report) {
    this.report = report;
  }

  /** Adds one that was found sound before. */
  void add(SettingsText text, String settings) {
    if (WorkflowSettings.read(settings) instanceof WorkflowSettings.Reading.Valid(var valid)) {
      add(text, Optional.of(valid.id()), Optional.of(valid.trigger()));
    }
  }

  void add(SettingsText text, Optional<String> id, Optional<Trigger> trigger) {
    id.ifPresent(given -> addId(text, given));
    trigger.ifPresent(given -> addTrigger(text, given));
  }

  private void addId(SettingsText text, String id) {
    String other = fileById.putIfAbsent(id, text.file());
    if (other != null) {
      report.problem(
          "duplicate_workflow_id",
          "Duplicate workflow ID: %s and %s both have the id \"%s\""
              .formatted(other, text.file(), id),
          text.field("id"));
    }
  }

  private void addTrigger(SettingsText text, Trigger trigger) {
    String other = fileByTrigger.putIfAbsent(trigger, text.file());
    if (other != null) {
      report.problem(
          "duplicate_trigger",
          "More than one workflow assigned to this trigger: %s and %s both have %s"
              .formatted(other, text.file(), trigger.id()),
          text.field("trigger"));
    }
  }
}

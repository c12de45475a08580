package dev.sluice.syncworker.check;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.runtime.WorkflowSettings;
import dev.sluice.syncworker.bundle.BundledFile;

/** Puts a sound workflow into the registry's words. */
final class Builds {
  private Builds() {}

  static Build of(BundledFile file, WorkflowSettings settings, String json) {
    Workflow workflow =
        new Workflow(
            new WorkflowId(settings.id()), new TriggerName(settings.trigger().id()), file.path());
    return new Build(
        workflow,
        new Bundle(file.code().code(), file.code().sourceMap(), json, file.notes().log()),
        file.notes().inputs().toText());
  }
}

package dev.sluice.syncworker;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sealing.WorkflowKey;
import dev.sluice.registry.sealing.WorkflowKeys;
import dev.sluice.runtime.WorkflowSettings;
import java.util.List;

/**
 * The workflows of a commit that declare {@code kinde.secureFetch} and have no active key to seal
 * with. No error, as keys are added at any time; but nobody should find it out at a login.
 */
record Keyless(WorkflowKeys keys) {
  private static final String BINDING = "kinde.secureFetch";

  /** Warns of each. */
  void mention(List<Build> builds, Attempt attempt) {
    EnvironmentName environment = attempt.environment().name();
    builds.stream()
        .filter(Keyless::seals)
        .map(build -> build.workflow().id())
        .filter(id -> keys.list(environment, id).stream().noneMatch(WorkflowKey::active))
        .forEach(id ->
            attempt
                .journal()
                .warn(
                    "%s declares %s and has no active encryption key: what it sends so will fail"
                            .formatted(id, BINDING)
                        + " until it has one. POST /v1/environments/%s/workflows/%s/keys makes its"
                            .formatted(environment, id)
                        + " first, active at once; where it has some, activate one"));
  }

  private static boolean seals(Build build) {
    return switch (WorkflowSettings.read(build.bundle().settings())) {
      case WorkflowSettings.Reading.Valid valid ->
          valid.settings().declared().bindings().contains(BINDING);
      case WorkflowSettings.Reading.Invalid _ -> false;
    };
  }
}

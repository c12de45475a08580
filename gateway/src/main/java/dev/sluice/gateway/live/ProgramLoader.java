package dev.sluice.gateway.live;

import dev.sluice.registry.DamagedException;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.SaturatedException;
import dev.sluice.runtime.WorkflowSettings;
import java.time.Duration;

/** Makes deployments programs. Thread-safe. */
record ProgramLoader(Bundles bundles, Compiler compiler) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * One that is at rest, to be run for that environment.
   *
   * @throws NotCompilableException if it can't become a program
   */
  LiveProgram load(EnvironmentName environment, Deployment deployment)
      throws NotCompilableException {
    return load(environment.value(), deployment);
  }

  /**
   * One that is at rest.
   *
   * @param realms names whose realms it runs in
   * @throws NotCompilableException if it can't become a program
   */
  LiveProgram load(String realms, Deployment deployment) throws NotCompilableException {
    Bundle bundle = bundle(deployment);
    return switch (WorkflowSettings.read(bundle.settings())) {
      case WorkflowSettings.Reading.Valid(WorkflowSettings settings) ->
          new LiveProgram(source(realms, bundle, settings), compiler);
      case WorkflowSettings.Reading.Invalid invalid ->
          throw new NotCompilableException("settings: " + invalid.flaws());
    };
  }

  private Bundle bundle(Deployment deployment) throws NotCompilableException {
    try {
      return bundles
          .of(deployment)
          .orElseThrow(() -> new NotCompilableException("its bundle is gone"));
    } catch (DamagedException e) {
      throw new NotCompilableException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Compiles it, with the patience of who has no login to answer.
   *
   * @throws NotCompilableException if it can't be compiled, or not now
   */
  static Program wake(LiveProgram program) throws NotCompilableException {
    try {
      return program.wake(PATIENCE);
    } catch (SaturatedException e) {
      throw new NotCompilableException(String.valueOf(e.getMessage()));
    }
  }

  private static ProgramSource source(String realms, Bundle bundle, WorkflowSettings settings) {
    return new ProgramSource(
        new ProgramSource.Owner(realms, settings.id()),
        new BundleCode(bundle.code(), bundle.sourceMap()),
        settings.trigger(),
        settings.declared(),
        settings.failurePolicy());
  }
}

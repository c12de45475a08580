package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.SaturatedException;
import dev.sluice.runtime.WorkflowSettings;

/** Compiles deployments. Thread-safe. */
record ProgramLoader(Deployments deployments, Compiler compiler) {
  /**
   * Compiles one, to be run for that environment.
   *
   * @throws NotCompilableException if it can't be compiled, or not now
   */
  Program load(EnvironmentName environment, Deployment deployment) throws NotCompilableException {
    Bundle bundle =
        deployments
            .bundle(deployment.id())
            .orElseThrow(() -> new NotCompilableException("its bundle is gone"));
    return switch (WorkflowSettings.read(bundle.settings())) {
      case WorkflowSettings.Reading.Valid(WorkflowSettings settings) -> {
        try {
          yield compiler.compile(source(environment, bundle, settings));
        } catch (BundleException | SaturatedException e) {
          throw new NotCompilableException(String.valueOf(e.getMessage()));
        }
      }
      case WorkflowSettings.Reading.Invalid invalid ->
          throw new NotCompilableException("settings: " + invalid.flaws());
    };
  }

  private static ProgramSource source(
      EnvironmentName environment, Bundle bundle, WorkflowSettings settings) {
    return new ProgramSource(
        new ProgramSource.Owner(environment.value(), settings.id()),
        new BundleCode(bundle.code(), bundle.sourceMap()),
        settings.trigger(),
        settings.declared(),
        settings.failurePolicy());
  }
}

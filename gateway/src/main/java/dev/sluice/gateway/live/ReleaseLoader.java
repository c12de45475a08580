package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.release.Release;
import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.SaturatedException;
import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.WorkflowSettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles releases, and only what neither the release before nor a recent one has compiled
 * already. Thread-safe.
 */
final class ReleaseLoader {
  private final Deployments deployments;
  private final Compiler compiler;
  private final RecentPrograms recent = new RecentPrograms();

  ReleaseLoader(Deployments deployments, Compiler compiler) {
    this.deployments = deployments;
    this.compiler = compiler;
  }

  /**
   * Compiles all of {@code release}, beside what is live.
   *
   * @param before what is live, whose programs serve again where nothing changed
   * @throws NotLoadableException if any part of it can't be compiled, or not now
   */
  LiveRelease load(Release release, Optional<LiveRelease> before) throws NotLoadableException {
    Map<Trigger, LiveWorkflow> workflows = new EnumMap<>(Trigger.class);
    for (Deployment deployment : release.deployments()) {
      Trigger trigger = trigger(release, deployment);
      Optional<Program> same =
          before
              .flatMap(it -> program(it, trigger, deployment))
              .or(() -> recent.find(release.environment(), trigger, deployment));
      Program program = same.isPresent() ? same.get() : compile(release, deployment);
      recent.keep(release.environment(), trigger, deployment, program);
      workflows.put(trigger, LiveWorkflow.of(deployment, program, release.number()));
    }
    return new LiveRelease(release.number(), workflows);
  }

  private static Trigger trigger(Release release, Deployment deployment)
      throws NotLoadableException {
    String id = deployment.workflow().trigger().value();
    return Trigger.find(id)
        .orElseThrow(() -> new NotLoadableException(release, deployment, "unknown trigger " + id));
  }

  private static Optional<Program> program(
      LiveRelease live, Trigger trigger, Deployment deployment) {
    return live.workflow(trigger)
        .filter(it -> it.deployment().digest().equals(deployment.digest()))
        .map(LiveWorkflow::program);
  }

  private Program compile(Release release, Deployment deployment) throws NotLoadableException {
    Bundle bundle =
        deployments
            .bundle(deployment.id())
            .orElseThrow(() -> new NotLoadableException(release, deployment, "its bundle is gone"));
    return switch (WorkflowSettings.read(bundle.settings())) {
      case WorkflowSettings.Reading.Valid(WorkflowSettings settings) -> {
        try {
          yield compiler.compile(source(release, bundle, settings));
        } catch (BundleException | SaturatedException e) {
          throw new NotLoadableException(release, deployment, String.valueOf(e.getMessage()));
        }
      }
      case WorkflowSettings.Reading.Invalid invalid ->
          throw new NotLoadableException(release, deployment, "settings: " + invalid.flaws());
    };
  }

  private static ProgramSource source(Release release, Bundle bundle, WorkflowSettings settings) {
    return new ProgramSource(
        new ProgramSource.Owner(release.environment().value(), settings.id()),
        new BundleCode(bundle.code(), bundle.sourceMap()),
        settings.trigger(),
        settings.declared(),
        settings.failurePolicy());
  }
}

package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.release.Release;
import dev.sluice.runtime.Trigger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Loads releases, and compiles only what neither the release before nor a recent one has compiled
 * already. Thread-safe.
 */
final class ReleaseLoader {
  private final RecentPrograms recent = new RecentPrograms();

  /**
   * Loads all of {@code release}, beside what is live.
   *
   * @param programs what its deployments become
   * @param before what is live, whose programs serve again where nothing changed
   * @throws NotLoadableException if any part of it can't be loaded, or not now
   */
  LiveRelease load(
      Release release, ProgramLoader programs, Optional<LiveRelease> before, Compiling compiling)
      throws NotLoadableException {
    Map<Trigger, LiveWorkflow> workflows = new EnumMap<>(Trigger.class);
    for (Deployment deployment : release.deployments()) {
      Trigger trigger = trigger(release, deployment);
      Optional<LiveProgram> same = before.flatMap(it -> program(it, trigger, deployment));
      LiveProgram program =
          same.isPresent()
              ? same.get()
              : program(release, deployment, trigger, programs, compiling);
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

  private static Optional<LiveProgram> program(
      LiveRelease live, Trigger trigger, Deployment deployment) {
    return live.workflow(trigger)
        .filter(it -> it.deployment().digest().equals(deployment.digest()))
        .map(LiveWorkflow::program);
  }

  private LiveProgram program(
      Release release,
      Deployment deployment,
      Trigger trigger,
      ProgramLoader programs,
      Compiling compiling)
      throws NotLoadableException {
    try {
      Optional<LiveProgram> known = recent.find(release.environment(), trigger, deployment);
      LiveProgram program =
          known.isPresent() ? known.get() : programs.load(release.environment(), deployment);
      if (compiling == Compiling.AHEAD) {
        var _ = ProgramLoader.wake(program);
      }
      return program;
    } catch (NotCompilableException e) {
      throw new NotLoadableException(release, deployment, String.valueOf(e.getMessage()));
    }
  }
}

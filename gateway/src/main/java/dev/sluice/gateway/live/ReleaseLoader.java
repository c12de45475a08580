package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import dev.sluice.runtime.Trigger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Loads releases, and compiles only what neither the release before nor a recent one has compiled
 * already. Thread-safe.
 */
final class ReleaseLoader {
  private final RecentPrograms recent = new RecentPrograms();
  private final Crew crew = new Crew();

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
    Order order = new Order(release, programs, before, compiling);
    for (Loaded loaded : loadAll(order)) {
      Trigger trigger = loaded.trigger();
      recent.keep(release.environment(), trigger, loaded.deployment(), loaded.program());
      workflows.put(
          trigger, LiveWorkflow.of(loaded.deployment(), loaded.program(), release.number()));
    }
    return new LiveRelease(release.number(), workflows);
  }

  /** What {@link #load} is asked for. */
  private record Order(
      Release release, ProgramLoader programs, Optional<LiveRelease> before, Compiling compiling) {}

  private record Loaded(Deployment deployment, Trigger trigger, LiveProgram program) {}

  private List<Loaded> loadAll(Order order) throws NotLoadableException {
    List<Callable<Loaded>> work = new ArrayList<>();
    for (Deployment deployment : order.release().deployments()) {
      work.add(() -> load(order, deployment));
    }
    try {
      return crew.all(work);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a release was loaded", e);
    }
  }

  private static NotLoadableException rethrown(@Nullable Throwable cause) {
    return switch (cause) {
      case NotLoadableException it -> it;
      case RuntimeException it -> throw it;
      case Error it -> throw it;
      case null, default -> throw new IllegalStateException("a release can't be loaded", cause);
    };
  }

  private Loaded load(Order order, Deployment deployment) throws NotLoadableException {
    Trigger trigger = trigger(order.release(), deployment);
    Optional<LiveProgram> same = order.before().flatMap(it -> program(it, trigger, deployment));
    return new Loaded(
        deployment, trigger, same.isPresent() ? same.get() : program(order, deployment, trigger));
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

  private LiveProgram program(Order order, Deployment deployment, Trigger trigger)
      throws NotLoadableException {
    EnvironmentName environment = order.release().environment();
    try {
      Optional<LiveProgram> known = recent.find(environment, trigger, deployment);
      LiveProgram program =
          known.isPresent() ? known.get() : order.programs().load(environment, deployment);
      if (order.compiling() == Compiling.AHEAD) {
        var _ = ProgramLoader.wake(program);
      }
      return program;
    } catch (NotCompilableException e) {
      throw new NotLoadableException(order.release(), deployment, String.valueOf(e.getMessage()));
    }
  }
}

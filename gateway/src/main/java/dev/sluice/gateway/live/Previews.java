package dev.sluice.gateway.live;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.deployment.Deployments.Preview;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.WorkflowRuntime;
import java.util.Optional;

/**
 * What can be run beside what is live: any deployment of an environment, and what was built of pull
 * requests to its repository. The latter run in realms of their own, with preview variables and no
 * keys, so that nothing live is in their reach. Asks the registry for each run, and remembers the
 * programs that were asked for last. Thread-safe.
 */
public final class Previews {
  private final Deployments deployments;
  private final ProgramLoader programs;
  private final PreviewSurroundings surroundings;

  /** Of its own, so that no number of previews makes a rollback slow. */
  private final RecentPrograms recent = new RecentPrograms();

  /** A program is bound to its realms, so that those of pull requests are others. */
  private final RecentPrograms recentOfPullRequests = new RecentPrograms();

  public Previews(Registry registry, WorkflowRuntime runtime) {
    this.deployments = registry.deployments();
    this.surroundings = new PreviewSurroundings(registry);
    this.programs = new ProgramLoader(Bundles.of(deployments), runtime::compile);
  }

  /**
   * The deployment, ready to run; empty if the environment has none of that id.
   *
   * @throws NotCompilableException if it can't be made ready
   * @throws dev.sluice.registry.RegistryException if it can't be read
   */
  public Optional<LiveWorkflow> find(EnvironmentName environment, DeploymentId id)
      throws NotCompilableException {
    Optional<Deployment> found = deployments.find(environment, id);
    if (found.isPresent()) {
      LiveProgram program = program(environment.value(), environment, found.get(), recent);
      return Optional.of(LiveWorkflow.preview(found.get(), program));
    }
    Optional<Preview> preview = deployments.preview(environment, id);
    return preview.isEmpty()
        ? Optional.empty()
        : Optional.of(ofPullRequest(environment, preview.get()));
  }

  private LiveWorkflow ofPullRequest(EnvironmentName environment, Preview preview)
      throws NotCompilableException {
    String realms = environment + "/pull-requests";
    LiveProgram program = program(realms, environment, preview.deployment(), recentOfPullRequests);
    return LiveWorkflow.preview(preview, program, surroundings.of(environment));
  }

  private LiveProgram program(
      String realms, EnvironmentName environment, Deployment deployment, RecentPrograms kept)
      throws NotCompilableException {
    String trigger = deployment.workflow().trigger().value();
    Trigger known =
        Trigger.find(trigger)
            .orElseThrow(() -> new NotCompilableException("unknown trigger " + trigger));
    Optional<LiveProgram> same = kept.find(environment, known, deployment);
    LiveProgram program = same.isPresent() ? same.get() : programs.load(realms, deployment);
    var _ = ProgramLoader.wake(program);
    kept.keep(environment, known, deployment, program);
    return program;
  }
}

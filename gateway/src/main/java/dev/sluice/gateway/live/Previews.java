package dev.sluice.gateway.live;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.WorkflowRuntime;
import java.util.Optional;

/**
 * What can be run beside what is live: any deployment of an environment. Asks the registry for each
 * run, and remembers the programs that were asked for last. Thread-safe.
 */
public final class Previews {
  private final Deployments deployments;
  private final ProgramLoader programs;

  /** Of its own, so that no number of previews makes a rollback slow. */
  private final RecentPrograms recent = new RecentPrograms();

  public Previews(Registry registry, WorkflowRuntime runtime) {
    this.deployments = registry.deployments();
    this.programs = new ProgramLoader(deployments, runtime::compile);
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
    return found.isEmpty() ? Optional.empty() : Optional.of(workflow(environment, found.get()));
  }

  private LiveWorkflow workflow(EnvironmentName environment, Deployment deployment)
      throws NotCompilableException {
    String trigger = deployment.workflow().trigger().value();
    Trigger known =
        Trigger.find(trigger)
            .orElseThrow(() -> new NotCompilableException("unknown trigger " + trigger));
    Optional<LiveProgram> same = recent.find(environment, known, deployment);
    LiveProgram program = same.isPresent() ? same.get() : programs.load(environment, deployment);
    var _ = ProgramLoader.wake(program);
    recent.keep(environment, known, deployment, program);
    return LiveWorkflow.preview(deployment, program);
  }
}

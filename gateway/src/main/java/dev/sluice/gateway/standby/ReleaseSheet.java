package dev.sluice.gateway.standby;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is live, without the difference to what was before.
 *
 * @param live empty if nothing was ever released
 */
record ReleaseSheet(Optional<Live> live) {

  record Live(int number, Release.Entry entry, Optional<String> commit, List<Built> deployments) {
    static Live of(Release release) {
      return new Live(
          release.number(),
          release.entry(),
          release.commit().map(CommitId::value),
          release.deployments().stream().map(Built::of).toList());
    }

    Release release(EnvironmentName environment) {
      List<Deployment> built = deployments.stream().map(Built::deployment).toList();
      return new Release(environment, number, entry, commit.map(CommitId::new), built, List.of());
    }
  }

  /** A deployment. */
  record Built(
      String id, String environment, What workflow, String commit, Instant builtAt, String digest) {
    static Built of(Deployment deployment) {
      return new Built(
          deployment.id().value(),
          deployment.environment().value(),
          What.of(deployment.workflow()),
          deployment.commit().value(),
          deployment.provenance().builtAt(),
          deployment.digest().value());
    }

    Deployment deployment() {
      return new Deployment(
          new DeploymentId(id),
          new EnvironmentName(environment),
          workflow.workflow(),
          new Deployment.Provenance(new CommitId(commit), builtAt),
          new Digest(digest));
    }
  }

  /** A workflow. */
  record What(String id, String trigger, String file) {
    static What of(Workflow workflow) {
      return new What(workflow.id().value(), workflow.trigger().value(), workflow.file());
    }

    Workflow workflow() {
      return new Workflow(new WorkflowId(id), new TriggerName(trigger), file);
    }
  }

  static ReleaseSheet of(Optional<Release> live) {
    return new ReleaseSheet(live.map(Live::of));
  }

  Optional<Release> release(EnvironmentName environment) {
    return live.map(it -> it.release(environment));
  }
}

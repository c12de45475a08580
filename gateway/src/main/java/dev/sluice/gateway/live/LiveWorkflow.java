package dev.sluice.gateway.live;

import dev.sluice.gateway.http.Json;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Deployments.Preview;
import dev.sluice.runtime.Surroundings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One workflow of a live release, or of a preview.
 *
 * @param release the number of the release; 0 in a preview
 * @param own what its runs are given in place of what the environment gives; empty for that
 * @param json how the run API names it; made once, as every answer holds it
 * @param counted where what counts its runs is kept
 */
public record LiveWorkflow(
    Deployment deployment,
    LiveProgram program,
    int release,
    Optional<Surroundings> own,
    String json,
    KeptTally counted) {

  /** One whose runs weren't counted yet. */
  public LiveWorkflow(
      Deployment deployment,
      LiveProgram program,
      int release,
      Optional<Surroundings> own,
      String json) {
    this(deployment, program, release, own, json, new KeptTally());
  }

  static LiveWorkflow of(Deployment deployment, LiveProgram program, int release) {
    Map<String, Object> workflow = names(deployment);
    workflow.put("release", release);
    return new LiveWorkflow(deployment, program, release, Optional.empty(), Json.write(workflow));
  }

  /** One that is run beside what is live; its release is 0. */
  static LiveWorkflow preview(Deployment deployment, LiveProgram program) {
    Map<String, Object> workflow = names(deployment);
    workflow.put("preview", true);
    return new LiveWorkflow(deployment, program, 0, Optional.empty(), Json.write(workflow));
  }

  /** One of a pull request, whose runs are given that and nothing of what is live. */
  static LiveWorkflow preview(Preview preview, LiveProgram program, Surroundings own) {
    Map<String, Object> workflow = names(preview.deployment());
    workflow.put("preview", true);
    workflow.put("pullRequest", preview.pullRequest());
    return new LiveWorkflow(
        preview.deployment(), program, 0, Optional.of(own), Json.write(workflow));
  }

  /** What its runs are given. */
  public Surroundings surroundings(LiveEnvironment environment) {
    return own.orElseGet(environment::surroundings);
  }

  /** What counts its runs; found by {@code finding} if nobody has found it yet. */
  RunTally tally(Supplier<RunTally> finding) {
    return counted.get(finding);
  }

  private static Map<String, Object> names(Deployment deployment) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("id", deployment.workflow().id().value());
    names.put("deploymentId", deployment.id().value());
    names.put("commit", deployment.commit().value());
    return names;
  }

  /** Whether it is run beside what is live. */
  public boolean isPreview() {
    return release == 0;
  }
}

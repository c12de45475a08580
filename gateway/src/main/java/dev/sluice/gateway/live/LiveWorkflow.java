package dev.sluice.gateway.live;

import dev.sluice.gateway.http.Json;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.runtime.Program;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One workflow of a live release, ready to run.
 *
 * @param release the number of the release
 * @param json how the run API names it; made once, as every answer holds it
 */
public record LiveWorkflow(Deployment deployment, Program program, int release, String json) {

  static LiveWorkflow of(Deployment deployment, Program program, int release) {
    Map<String, Object> workflow = new LinkedHashMap<>();
    workflow.put("id", deployment.workflow().id().value());
    workflow.put("deploymentId", deployment.id().value());
    workflow.put("commit", deployment.commit().value());
    workflow.put("release", release);
    return new LiveWorkflow(deployment, program, release, Json.write(workflow));
  }
}

package dev.sluice.gateway;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;

/**
 * A workflow as a bundler leaves it.
 *
 * @param body the statements of its function, which is given {@code event}
 */
record TestWorkflow(String id, String trigger, String body) {
  static final String TOKENS = "user:tokens_generation";
  static final String PASSWORD = "user:new_password_provided";
  static final String M2M = "m2m:token_generation";

  /** Sets the access token's claim {@code v}. */
  static TestWorkflow claim(Object value) {
    return new TestWorkflow(
        "addClaim", TOKENS, "kinde.accessToken.setCustomClaim('v', " + value + ")");
  }

  Build build() {
    String settings =
        """
        {"id":"%s","trigger":"%s","bindings":{"kinde.accessToken":{},"kinde.m2mToken":{},\
        "kinde.auth":{},"kinde.env":{},"kinde.fetch":{},"kinde.secureFetch":{},\
        "kinde.localization":{},"kinde.widget":{}}}\
        """
            .formatted(id, trigger);
    String code =
        """
        var __sluice_module = (() => {
          return { default: async function workflow(event) { %s } };
        })();
        """
            .formatted(body);
    return built(code, settings);
  }

  /** The same with code that doesn't parse. */
  Build broken() {
    return built(
        "var __sluice_module = (", "{\"id\":\"%s\",\"trigger\":\"%s\"}".formatted(id, trigger));
  }

  private Build built(String code, String settings) {
    String file = "kindeSrc/environment/workflows/" + id + "Workflow.ts";
    Workflow workflow = new Workflow(new WorkflowId(id), new TriggerName(trigger), file);
    return new Build(workflow, new Bundle(code, "{}", settings, "bundled " + id));
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workflow can be named in a path, whatever id its author chose of those that can be one. */
class WorkflowIdTest {
  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth/addClaims",
        "/",
        "..a",
        "a//b/",
        "100%",
        "%2F",
        "a b+c",
        "a;b=c",
        "a?b#c",
        "ключ",
        "🔑",
        "{workflow}",
        "keys",
        "a'b\"c",
        "<a>&b",
        "a:b@c,d$e!f*(g)[h]|i^j`k~l"
      })
  void workflow_ofAnyLegalId_canBeNamed(String id) {
    String at = "/v1/environments/demo/workflows/" + encoded(id);
    gateway.live(build(id));

    String key = json(gateway.post(at + "/keys", "")).path("id").stringValue();
    assertThat(json(gateway.get(at + "/keys")).at("/items/0/id").stringValue()).isEqualTo(key);
    assertThat(gateway.post(at + "/keys/" + key + "/deactivate", "").statusCode()).isEqualTo(200);
    assertThat(gateway.delete(at + "/keys/" + key).statusCode()).isEqualTo(204);
    assertThat(json(gateway.post(at + "/deactivate", "")).at("/changes/0/workflowId").stringValue())
        .isEqualTo(id);
    assertThat(gateway.delete(at).statusCode()).isEqualTo(204);
    assertThat(json(gateway.get("/v1/environments/demo/workflows")).path("items")).isEmpty();
  }

  @Test
  void workflow_ofNoLegalId_isRefused() {
    for (String id : List.of("../..", "a/../b", "a/.", " ", "x".repeat(201))) {
      String at = "/v1/environments/demo/workflows/" + encoded(id);
      for (HttpResponse<String> answer :
          List.of(
              gateway.post(at + "/keys", ""),
              gateway.get(at + "/keys"),
              gateway.post(at + "/keys/wfk_1/activate", ""),
              gateway.delete(at + "/keys/wfk_1"),
              gateway.post(at + "/deactivate", ""),
              gateway.delete(at))) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("code").stringValue()).isEqualTo("invalid_workflow_id");
        assertThat(json(answer).path("detail").stringValue()).startsWith("A workflow's id ");
      }
    }
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Build build(String id) {
    String settings = "{\"id\":\"unread\",\"trigger\":\"" + TOKENS + "\"}";
    String code = "var __sluice_module = { default: () => {} };";
    Workflow workflow = new Workflow(new WorkflowId(id), new TriggerName(TOKENS), "aWorkflow.ts");
    return new Build(workflow, new Bundle(code, "{}", settings, ""));
  }
}

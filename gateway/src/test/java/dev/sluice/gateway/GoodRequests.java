package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.M2M;
import static dev.sluice.gateway.TestWorkflow.PASSWORD;
import static dev.sluice.gateway.TestWorkflow.TOKENS;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A good request for every route, and all that they need to be done, each once and in their order.
 */
final class GoodRequests {
  private static final String AT = "/v1/environments/demo";
  private static final String SETTINGS =
      "{\"repository\":{\"url\":\"https://example.com/auth.git\"}}";

  private final TestGateway gateway;
  private final List<GoodRequest> all = new ArrayList<>();

  GoodRequests(TestGateway gateway) {
    this.gateway = gateway;
  }

  List<GoodRequest> all() {
    gateway.environment(
        "demo", SETTINGS.replace("\"}}", "\"},\"alerts\":{\"url\":\"http://127.0.0.1:1/\"}}"));
    gateway.environment("staging");
    gateway.live(
        TestWorkflow.claim(1).build(),
        new TestWorkflow("checkPassword", PASSWORD, "").build(),
        new TestWorkflow("m2m", M2M, "").build());
    anyone();
    everywhere();
    environments();
    runs();
    syncs();
    repository();
    variables();
    workflowKeys();
    releases();
    return List.copyOf(all);
  }

  private void anyone() {
    for (String path : List.of("/docs/problems", "/healthz", "/readyz", "/v1/openapi.json")) {
      add("GET " + path, path);
    }
  }

  private void everywhere() {
    add("GET /metrics", "/metrics");
    add("GET /v1/audit", "/v1/audit");
    add("GET /v1/keys", "/v1/keys");
    add("POST /v1/keys", "/v1/keys", "{\"role\":\"read\"}");
    String key = gateway.registry.keys().issue(Role.READ, Optional.empty()).key().id().value();
    add("DELETE /v1/keys/{key}", "/v1/keys/" + key);
  }

  private void environments() {
    add("GET /v1/environments", "/v1/environments");
    inDemo("GET", "", "");
    add("PUT /v1/environments/{environment}", "/v1/environments/new", SETTINGS);
    inDemo("GET", "/audit", "");
    inDemo("POST", "/alerts/test", "");
    add(
        "PUT /v1/environments/{environment}/break-glass",
        AT + "/break-glass",
        "{\"decision\":\"stop\",\"reason\":\"a test\"}");
    inDemo("DELETE", "/break-glass", "");
  }

  private void runs() {
    String ofUser = "{\"event\":{\"context\":{\"user\":{\"id\":\"u1\"}}}}";
    String run = json(gateway.post(TestGateway.runs(PASSWORD), ofUser)).path("runId").stringValue();
    while (gateway.get(AT + "/runs/" + run).statusCode() == 404) {
      Thread.onSpinWait();
    }
    add(
        "POST /v1/environments/{environment}/triggers/{trigger}/runs",
        TestGateway.runs(TOKENS),
        "{\"event\":{\"request\":{},\"context\":{}},\"tokens\":{\"idToken\":{}}}");
    inDemo("GET", "/runs", "");
    add("GET /v1/environments/{environment}/runs/{run}", AT + "/runs/" + run);
    add("GET /v1/environments/{environment}/runs/{run}/log", AT + "/runs/" + run + "/log");
    add("DELETE /v1/environments/{environment}/runs", AT + "/runs?user=u1");
  }

  private void syncs() {
    String sync = json(gateway.get(AT + "/syncs")).at("/items/0/id").stringValue();
    inDemo("GET", "/syncs", "");
    add("GET /v1/environments/{environment}/syncs/{sync}", AT + "/syncs/" + sync);
    add("GET /v1/environments/{environment}/syncs/{sync}/log", AT + "/syncs/" + sync + "/log");
    inDemo("POST", "/syncs", "");
  }

  private void repository() {
    String test = json(gateway.post(AT + "/connection-test", "")).path("id").stringValue();
    inDemo("POST", "/connection-test", "");
    add(
        "GET /v1/environments/{environment}/connection-test/{test}",
        AT + "/connection-test/" + test);
    inDemo("POST", "/deploy-key", "");
    inDemo("GET", "/deploy-key", "");
  }

  private void variables() {
    String variable = "/v1/environments/{environment}/variables/{name}";
    gateway.put(AT + "/variables/TURNED", "{\"value\":\"one\",\"secret\":true,\"next\":\"two\"}");
    gateway.put(AT + "/variables/DROPPED", "{\"value\":\"one\",\"secret\":true,\"next\":\"two\"}");
    gateway.put(AT + "/variables/DELETED", "{\"value\":\"one\"}");
    inDemo("GET", "/variables", "");
    add("PUT " + variable, AT + "/variables/NEW", "{\"value\":\"x\"}");
    add("PUT " + variable + "/next", AT + "/variables/TURNED/next", "{\"value\":\"three\"}");
    add("POST " + variable + "/rotate", AT + "/variables/TURNED/rotate");
    add("DELETE " + variable + "/next", AT + "/variables/DROPPED/next");
    add("DELETE " + variable, AT + "/variables/DELETED");
  }

  private void workflowKeys() {
    String keys = "/v1/environments/{environment}/workflows/{workflow}/keys";
    String at = AT + "/workflows/addClaim/keys";
    gateway.post(at, "");
    String second = json(gateway.post(at, "")).path("id").stringValue();
    String third = json(gateway.post(at, "")).path("id").stringValue();
    add("GET " + keys, at);
    add("POST " + keys, at, "{\"activate\":true}");
    add("POST " + keys + "/{key}/activate", at + "/" + second + "/activate");
    add("POST " + keys + "/{key}/deactivate", at + "/" + second + "/deactivate");
    add("DELETE " + keys + "/{key}", at + "/" + third);
  }

  private void releases() {
    String deployments = "/v1/environments/{environment}/deployments";
    String releases = "/v1/environments/{environment}/releases/{number}";
    String workflows = "/v1/environments/{environment}/workflows/{workflow}";
    gateway.deploy(new EnvironmentName("staging"), TestWorkflow.claim(2).build());
    HttpResponse<String> live = gateway.get(AT + "/deployments");
    String deployment = json(live).at("/items/0/id").stringValue();
    String workflow = json(live).at("/items/0/workflowId").stringValue();
    inDemo("GET", "/deployments", "");
    inDemo("GET", "/releases", "");
    inDemo("GET", "/workflows", "");
    add("GET " + deployments + "/{deployment}", AT + "/deployments/" + deployment);
    add("GET " + deployments + "/{deployment}/log", AT + "/deployments/" + deployment + "/log");
    add("GET " + releases, AT + "/releases/1");
    add(
        "POST " + workflows + "/deactivate",
        AT + "/workflows/" + workflow + "/deactivate",
        "{\"note\":\"a test\"}");
    add(
        "POST " + deployments + "/{deployment}/make-live",
        AT + "/deployments/" + deployment + "/make-live",
        "{\"note\":\"a test\"}");
    add("DELETE " + workflows, AT + "/workflows/" + workflow);
    add("POST " + releases + "/rollback", AT + "/releases/1/rollback");
    add(
        "POST /v1/environments/{environment}/promotions",
        AT + "/promotions",
        "{\"from\":\"staging\"}");
  }

  private void inDemo(String method, String rest, String body) {
    add(method + " /v1/environments/{environment}" + rest, AT + rest, body);
  }

  private void add(String route, String path) {
    add(route, path, "");
  }

  private void add(String route, String path, String body) {
    all.add(new GoodRequest(route, path, body, Map.of()));
  }
}

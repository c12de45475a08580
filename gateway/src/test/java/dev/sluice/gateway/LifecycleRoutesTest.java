package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.M2M;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is live, changed by hand, over HTTP; and previews of what isn't. */
class LifecycleRoutesTest {
  private static final String AT = "/v1/environments/demo";
  private static final String PASSWORD = "the preview password";

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway = new TestGateway(data);
    gateway.environment(
        "demo",
        """
        {"repository":{"url":"https://example.com/auth.git"},"previewPassword":"%s"}\
        """
            .formatted(PASSWORD));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void makeLive_anEarlierDeployment_answersNextRunAndIsInTheHistory() {
    String first = live(1);
    live(2);

    JsonNode release =
        ok(gateway.post(AT + "/deployments/" + first + "/make-live", "{\"note\":\"2 was bad\"}"));

    assertThat(value(gateway.run(TOKENS))).isEqualTo(1);
    assertThat(release.path("action").stringValue()).isEqualTo("make_live");
    assertThat(release.path("note").stringValue()).isEqualTo("2 was bad");
    assertThat(release.path("by").stringValue()).isEqualTo("key_bootstrap");
    assertThat(release.at("/changes/0/workflowId").stringValue()).isEqualTo("addClaim");
    assertThat(release.at("/changes/0/to").stringValue()).isEqualTo(first);
    assertThat(json(gateway.get(AT + "/releases")).at("/items/0")).isEqualTo(release);
    refused(409, "already_live", gateway.post(AT + "/deployments/" + first + "/make-live", ""));
  }

  @Test
  void makeLive_badRequests_areRefused() {
    String first = live(1);
    String path = AT + "/deployments/" + first + "/make-live";

    refused(404, "unknown_deployment", gateway.post(AT + "/deployments/dep_x/make-live", ""));
    refused(400, "invalid_body", gateway.post(path, "{\"reason\":\"x\"}"));
    refused(400, "invalid_body", gateway.post(path, "{\"note\":\"" + "x".repeat(2001) + "\"}"));
    live(2);
    refused(
        409,
        "not_the_live_release",
        gateway.send(
            gateway
                .request(path)
                .header("If-Match", "\"1\"")
                .POST(HttpRequest.BodyPublishers.noBody())));
    refused(403, "forbidden", as(Role.READ, path));
    refused(403, "forbidden", as(Role.INVOKE, path));
    assertThat(as(Role.DEPLOY, path).statusCode()).isEqualTo(200);
  }

  @Test
  void makeLive_wholeCommit_bringsEachOfItsWorkflows() {
    live(1);
    goLiveOnSync(false);
    String built = built(TestWorkflow.claim(2), new TestWorkflow("other", M2M, "")).id().value();

    ok(gateway.post(AT + "/deployments/" + built + "/make-live", "{\"wholeCommit\":true}"));

    assertThat(value(gateway.run(TOKENS))).isEqualTo(2);
    assertThat(json(gateway.run(M2M)).path("status").stringValue()).isEqualTo("completed");
  }

  @Test
  void deactivate_live_isNoLongerRunAndSaysSo() {
    String deployment = live(1);

    JsonNode release = ok(gateway.post(AT + "/workflows/addClaim/deactivate", ""));

    assertThat(release.path("action").stringValue()).isEqualTo("deactivate");
    assertThat(status(gateway.run(TOKENS))).isEqualTo("no_workflow");
    JsonNode workflow = json(gateway.get(AT + "/workflows")).at("/items/0");
    assertThat(workflow.path("status").stringValue()).isEqualTo("deactivated");
    assertThat(workflow.at("/deployment/id").stringValue()).isEqualTo(deployment);
    refused(409, "not_live", gateway.post(AT + "/workflows/addClaim/deactivate", ""));
    refused(404, "unknown_workflow", gateway.post(AT + "/workflows/none/deactivate", ""));
    refused(400, "invalid_body", gateway.post(AT + "/workflows/addClaim/deactivate", "[]"));
  }

  @Test
  void delete_workflow_isGoneUntilACommitHasItAgain() {
    live(1);

    assertThat(gateway.delete(AT + "/workflows/addClaim").statusCode()).isEqualTo(200);

    assertThat(json(gateway.get(AT + "/workflows")).path("items").size()).isZero();
    assertThat(status(gateway.run(TOKENS))).isEqualTo("no_workflow");
    refused(404, "unknown_workflow", gateway.delete(AT + "/workflows/addClaim"));
    live(2);
    assertThat(value(gateway.run(TOKENS))).isEqualTo(2);
  }

  @Test
  void promote_ofAReleaseThatIsNull_isRefusedAndNothingGoesLive() {
    gateway.environment("staging");
    gateway.deploy(new EnvironmentName("staging"), TestWorkflow.claim(7).build());

    HttpResponse<String> answer =
        gateway.post(AT + "/promotions", "{\"from\":\"staging\",\"release\":null}");

    refused(400, "invalid_body", answer);
    assertThat(answer.body()).contains("`release` is null");
    assertThat(status(gateway.run(TOKENS))).isEqualTo("no_workflow");
  }

  @Test
  void promote_whatIsLiveInStaging_isLiveHereWithoutABuild() {
    gateway.environment("staging");
    gateway.deploy(new EnvironmentName("staging"), TestWorkflow.claim(7).build());

    JsonNode release =
        ok(gateway.post(AT + "/promotions", "{\"from\":\"staging\",\"note\":\"tested\"}"));

    assertThat(value(gateway.run(TOKENS))).isEqualTo(7);
    assertThat(release.path("reason").stringValue()).isEqualTo("promotion of release 1 of staging");
    String id = release.at("/deployments/0/id").stringValue();
    JsonNode here = ok(gateway.get(AT + "/deployments/" + id));
    assertThat(here.path("status").stringValue()).isEqualTo("live");
    assertThat(here.has("sync")).isFalse();
    JsonNode there = ok(gateway.get("/v1/environments/staging/deployments/" + id));
    String sync = "/v1/environments/staging/syncs/" + there.path("sync").stringValue();
    assertThat(ok(gateway.get(sync)).path("status").stringValue()).isEqualTo("released");
  }

  @Test
  void promote_ofAReleaseThatIsNotLiveAnyMore_isRefused() {
    live(1);
    gateway.environment("staging");
    gateway.deploy(new EnvironmentName("staging"), TestWorkflow.claim(7).build());
    gateway.deploy(new EnvironmentName("staging"), TestWorkflow.claim(8).build());

    HttpResponse<String> late =
        gateway.post(AT + "/promotions", "{\"from\":\"staging\",\"release\":1}");

    refused(409, "not_the_live_release", late);
    assertThat(late.body()).contains("Release 2 is live in `staging`");
    assertThat(value(gateway.run(TOKENS))).isEqualTo(1);
    ok(gateway.post(AT + "/promotions", "{\"from\":\"staging\",\"release\":2}"));
    assertThat(value(gateway.run(TOKENS))).isEqualTo(8);
  }

  @Test
  void promote_badRequests_areRefused() {
    gateway.environment("staging");

    refused(400, "invalid_body", gateway.post(AT + "/promotions", "{}"));
    refused(400, "invalid_body", gateway.post(AT + "/promotions", "{\"from\":\"demo\"}"));
    refused(404, "nothing_to_promote", gateway.post(AT + "/promotions", "{\"from\":\"staging\"}"));
    refused(404, "unknown_environment", gateway.post(AT + "/promotions", "{\"from\":\"no\"}"));
    String key = gateway.key(Role.DEPLOY, Optional.of(DEMO));
    refused(403, "forbidden", as(key, AT + "/promotions", "{\"from\":\"staging\"}"));
  }

  @Test
  void preview_ofADeployment_runsBesideWhatIsLive() {
    String first = live(1);
    live(2);

    JsonNode preview = ok(preview(TOKENS, first, PASSWORD));

    assertThat(preview.at("/effects/accessToken/claims/v").intValue()).isEqualTo(1);
    assertThat(preview.at("/workflow/preview").booleanValue()).isTrue();
    assertThat(preview.at("/workflow/deploymentId").stringValue()).isEqualTo(first);
    assertThat(preview.at("/workflow").has("release")).isFalse();
    assertThat(value(gateway.run(TOKENS))).isEqualTo(2);
  }

  @Test
  void preview_ofADraft_runsItOnItsOwnTriggerOnly() {
    live(1);
    goLiveOnSync(false);
    String draft =
        built(new TestWorkflow("draft", M2M, "kinde.m2mToken.setCustomClaim('d', 4)")).id().value();

    assertThat(ok(preview(M2M, draft, PASSWORD)).at("/effects/m2mToken/claims/d").intValue())
        .isEqualTo(4);
    JsonNode other = ok(preview(TOKENS, draft, PASSWORD));
    assertThat(other.at("/effects/accessToken/claims/v").intValue()).isEqualTo(1);
    assertThat(other.at("/workflow").has("preview")).isFalse();
    assertThat(status(gateway.run(M2M))).isEqualTo("no_workflow");
  }

  @Test
  void preview_withoutItsPassword_isRefused() {
    String first = live(1);

    refused(403, "preview_refused", preview(TOKENS, first, "not the preview password"));
    refused(404, "unknown_deployment", preview(TOKENS, "dep_x", PASSWORD));
    refused(
        403,
        "preview_refused",
        gateway.send(
            gateway
                .request(runs(TOKENS))
                .header("Sluice-Deployment", first)
                .POST(HttpRequest.BodyPublishers.ofString("{\"event\":{}}"))));
    gateway.environment(
        "demo", "{\"repository\":{\"url\":\"https://e.com/a.git\"},\"previewPassword\":\"\"}");
    refused(403, "preview_refused", preview(TOKENS, first, PASSWORD));
  }

  @Test
  void previewPassword_wrongTooOften_isNotLookedAtForAWhile() {
    String first = live(1);
    gateway.environment(
        "other",
        "{\"repository\":{\"url\":\"https://e.com/a.git\"},\"previewPassword\":\"another preview"
            + " password\"}");
    for (int i = 0; i < 20; i++) {
      refused(403, "preview_refused", preview(TOKENS, first, "guess " + i));
    }

    // From now on not even the right one is looked at.
    refused(429, "too_many_failures", preview(TOKENS, first, "guess"));
    HttpResponse<String> held = preview(TOKENS, first, PASSWORD);

    refused(429, "too_many_failures", held);
    assertThat(held.headers().firstValue("Retry-After")).isPresent();
    ok(gateway.post(runs(TOKENS), "{\"event\":{}}"));
    refused(
        403, "preview_refused", previewAt(runs(TOKENS).replace("demo", "other"), first, "guess"));
    assertThat(gateway.get("/metrics").body())
        .contains("sluice_authentication_failures_total{reason=\"preview_password\"} 21.0");
  }

  private void goLiveOnSync(boolean on) {
    gateway.environment(
        "demo", "{\"repository\":{\"url\":\"https://e.com/a.git\"},\"goLiveOnSync\":" + on + "}");
  }

  /** Brings a version live, and gives its deployment. */
  private String live(int version) {
    gateway.live(TestWorkflow.claim(version).build());
    return gateway
        .registry
        .releases()
        .live(DEMO)
        .orElseThrow()
        .deployments()
        .getFirst()
        .id()
        .value();
  }

  /** Builds a commit that waits, and gives its first deployment. */
  private Deployment built(TestWorkflow... workflows) {
    return gateway.built(workflows).getFirst();
  }

  private HttpResponse<String> preview(String trigger, String deployment, String password) {
    return previewAt(runs(trigger), deployment, password);
  }

  private HttpResponse<String> previewAt(String path, String deployment, String password) {
    return gateway.send(
        gateway
            .request(path)
            .header("Sluice-Deployment", deployment)
            .header("Sluice-Preview-Password", password)
            .POST(HttpRequest.BodyPublishers.ofString("{\"event\":{}}")));
  }

  private HttpResponse<String> as(Role role, String path) {
    return as(gateway.key(role, Optional.empty()), path, "");
  }

  private HttpResponse<String> as(String key, String path, String body) {
    return gateway.send(
        gateway
            .request(path)
            .setHeader("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static int value(HttpResponse<String> run) {
    return json(run).at("/effects/accessToken/claims/v").intValue();
  }

  private static String status(HttpResponse<String> run) {
    return json(run).path("status").stringValue();
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private static void refused(int status, String code, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("code").stringValue()).isEqualTo(code);
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was built of pull requests, tried beside what is live. */
class PullRequestPreviewTest {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final String AT = "/v1/environments/demo";
  private static final String PASSWORD = "the preview password";

  /** Tells all it can see. */
  private static final TestWorkflow SPY =
      new TestWorkflow(
          "addClaim",
          TOKENS,
          """
          const value = (name) => (kinde.env.get(name) ?? {}).value ?? 'absent';
          let sealed = 'sealed';
          try { await kinde.secureFetch('https://example.com', { body: {} }); }
          catch (e) { sealed = String(e); }
          kinde.accessToken.setCustomClaim('seen', [value('LIVE'), value('BOTH')]);
          kinde.accessToken.setCustomClaim('sealed', sealed);
          console.log('both is ' + value('BOTH'));
          """);

  @TempDir static Path data;
  private static TestGateway gateway;

  @BeforeAll
  static void open() {
    gateway = new TestGateway(data);
    gateway.environment(
        "demo",
        """
        {"repository":{"url":"https://example.com/auth.git"},"egress":{"allow":[]},
         "previewPassword":"%s"}
        """
            .formatted(PASSWORD));
    gateway.put(AT + "/variables/LIVE", "{\"value\":\"live-secret\",\"secret\":true}");
    gateway.put(
        AT + "/variables/BOTH",
        "{\"value\":\"live-secret\",\"secret\":true,\"preview\":\"preview-secret\"}");
    gateway.post(AT + "/workflows/addClaim/keys", "");
    gateway.live(TestWorkflow.claim(1).build());
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void preview_seesPreviewValuesOnly_andNoKeys() {
    String id = deployment(checked(SPY));

    JsonNode run = json(preview(id));

    assertThat(run.path("status").stringValue()).as(run.toString()).isEqualTo("completed");
    JsonNode claims = run.at("/effects/accessToken/claims");
    assertThat(claims.path("seen").toString()).isEqualTo("[\"absent\",\"preview-secret\"]");
    assertThat(claims.path("sealed").stringValue()).contains("key");
    assertThat(run.at("/workflow/preview").booleanValue()).isTrue();
    assertThat(run.at("/workflow/pullRequest").intValue()).isEqualTo(7);
    assertThat(run.at("/workflow").has("release")).isFalse();
    assertThat(json(gateway.run(TOKENS)).at("/effects/accessToken/claims/v").intValue())
        .isEqualTo(1);
  }

  @Test
  void preview_ofTheVeryCodeThatIsLive_runsApartFromIt() {
    TestWorkflow same =
        new TestWorkflow(
            "same",
            TestWorkflow.M2M,
            "kinde.m2mToken.setCustomClaim('v', (kinde.env.get('LIVE') ?? {}).value ?? 'absent')");
    gateway.live(TestWorkflow.claim(1).build(), same.build());
    String live =
        gateway.registry.releases().live(DEMO).orElseThrow().deployments().stream()
            .filter(it -> it.workflow().id().value().equals("same"))
            .findFirst()
            .orElseThrow()
            .id()
            .value();
    String id = deployment(checked(same));

    assertThat(claim(preview(live, TestWorkflow.M2M))).isEqualTo("live-secret");
    assertThat(claim(preview(id, TestWorkflow.M2M))).isEqualTo("absent");
    assertThat(claim(preview(live, TestWorkflow.M2M))).isEqualTo("live-secret");
  }

  private static String claim(HttpResponse<String> run) {
    return json(run).at("/effects/m2mToken/claims/v").stringValue(run.body());
  }

  @Test
  void check_isShownWithWhatItFound() {
    Sync check = checked(SPY);

    JsonNode shown = json(gateway.get(AT + "/syncs/" + check.id()));

    assertThat(shown.path("status").stringValue()).isEqualTo("checked");
    assertThat(shown.at("/pullRequest/number").intValue()).isEqualTo(7);
    assertThat(shown.at("/pullRequest/branch").stringValue()).isEqualTo("feature");
    assertThat(shown.at("/workflows/0/difference").stringValue()).isEqualTo("changed");
    assertThat(shown.at("/workflows/0/bytes").intValue()).isPositive();
    assertThat(json(gateway.get(AT + "/syncs?status=checked")).at("/items/0/id").stringValue())
        .isEqualTo(check.id().value());
  }

  @Test
  void preview_cantBeMadeLive_andIsInNoList() {
    String id = deployment(checked(SPY));

    assertThat(gateway.post(AT + "/deployments/" + id + "/make-live", "").statusCode())
        .isEqualTo(404);
    assertThat(gateway.get(AT + "/deployments/" + id).statusCode()).isEqualTo(404);
    assertThat(gateway.get(AT + "/deployments").body()).doesNotContain(id);
  }

  @Test
  void previewValue_isShownOfPlainVariablesOnly() {
    JsonNode plain =
        json(gateway.put(AT + "/variables/PLAIN", "{\"value\":\"a\",\"preview\":\"b\"}"));
    HttpResponse<String> all = gateway.get(AT + "/variables");

    assertThat(plain.path("preview").stringValue()).isEqualTo("b");
    assertThat(all.body()).doesNotContain("preview-secret").doesNotContain("live-secret");
    assertThat(json(all).path("items").valueStream())
        .filteredOn(it -> it.path("secret").booleanValue())
        .extracting(it -> it.path("name").stringValue() + " " + it.path("previewSet"))
        .contains("BOTH true", "LIVE false");
  }

  private static Sync checked(TestWorkflow workflow) {
    CommitId commit = new CommitId("%040x".formatted(System.nanoTime())); // Never checked before.
    PullRequest request = new PullRequest(7, "refs/pull/7/head", commit.value(), "feature", false);
    Push push = new Push(DEMO, String.valueOf(System.nanoTime()), commit.value());
    gateway.registry.syncs().check(push, request);
    Sync check =
        gateway
            .registry
            .syncs()
            .claimCheck(WORKER, Instant.now(), Instant.now().plusSeconds(60))
            .orElseThrow();
    gateway
        .registry
        .syncs()
        .end(check.claim(), new SyncEnding.Checked(commit, List.of(workflow.build())));
    return check;
  }

  private static String deployment(Sync check) {
    return gateway.registry.syncs().findings(check.id()).getFirst().preview().orElseThrow().value();
  }

  private static HttpResponse<String> preview(String deployment) {
    return preview(deployment, TOKENS);
  }

  private static HttpResponse<String> preview(String deployment, String trigger) {
    return gateway.send(
        gateway
            .request(TestGateway.runs(trigger))
            .header("Sluice-Deployment", deployment)
            .header("Sluice-Preview-Password", PASSWORD)
            .POST(HttpRequest.BodyPublishers.ofString("{\"event\":{}}")));
  }
}

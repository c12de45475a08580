package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BreakGlassTest {
  private static final String PATH = "/v1/environments/demo/break-glass";
  private static final String STOP = "{\"decision\":\"stop\",\"reason\":\"keys leaked\"}";

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo");
    gateway.live(TestWorkflow.claim(1).build());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void run_whileOn_isAnsweredWithoutRunningAnything() {
    HttpResponse<String> on = gateway.put(PATH, STOP);
    assertThat(on.statusCode()).as(on.body()).isEqualTo(200);

    HttpResponse<String> run = gateway.run(TOKENS);

    JsonNode answer = json(run);
    assertThat(run.statusCode()).isEqualTo(200);
    assertThat(run.headers().firstValue("Sluice-Break-Glass")).contains("stop");
    assertThat(answer.path("runId").stringValue()).startsWith("run_");
    assertThat(answer.path("status").stringValue()).isEqualTo("overridden");
    assertThat(answer.path("decision").stringValue()).isEqualTo("stop");
    assertThat(answer.path("effects").toString()).isEqualTo("{}");
    assertThat(answer.at("/breakGlass/decision").stringValue()).isEqualTo("stop");
    assertThat(answer.at("/breakGlass/reason").stringValue()).isEqualTo("keys leaked");
    assertThat(answer.at("/breakGlass/since")).isEqualTo(json(on).path("since"));
    assertThat(answer.has("workflow")).isFalse();
  }

  @Test
  void run_whileOn_isAnsweredWhateverItsBody() {
    gateway.put(PATH, STOP);

    for (String body : new String[] {"", "no JSON", "x".repeat(900_000)}) {
      assertThat(gateway.post(runs(TOKENS), body).body()).contains("overridden");
    }
    assertThat(gateway.run("user:pre_mfa").body()).contains("overridden");
    assertThat(gateway.run("no:such_trigger").statusCode()).isEqualTo(404);
  }

  @Test
  void run_whileOn_isAnsweredThoughItsBodyIsTooLarge_andItsConnectionServesOn() {
    gateway.put(PATH, STOP);
    BodyPublisher announced = BodyPublishers.ofByteArray(new byte[3_000_000]);

    for (BodyPublisher body : List.of(announced, BodyPublishers.fromPublisher(announced))) {
      HttpResponse<String> run = gateway.send(gateway.request(runs(TOKENS)).POST(body));

      assertThat(run.statusCode()).isEqualTo(200);
      assertThat(run.body()).contains("overridden");
      assertThat(gateway.run(TOKENS).body()).contains("overridden");
    }
  }

  @Test
  void run_afterItWasSwitched_doesAsItWasSwitched() {
    gateway.put(PATH, STOP);
    gateway.put(PATH, "{\"decision\":\"continue\",\"reason\":\"let them in\"}");
    assertThat(json(gateway.run(TOKENS)).path("decision").stringValue()).isEqualTo("continue");

    assertThat(gateway.delete(PATH).statusCode()).isEqualTo(204);

    HttpResponse<String> run = gateway.run(TOKENS);
    assertThat(run.body()).contains("\"v\":1");
    assertThat(run.headers().firstValue("Sluice-Break-Glass")).isEmpty();
    assertThat(gateway.delete(PATH).statusCode()).isEqualTo(204);
  }

  @Test
  void repeatedCall_whileOn_isNotAnsweredFromMemory() {
    assertThat(repeated().body()).contains("\"v\":1");

    gateway.put(PATH, STOP);
    assertThat(repeated().body()).contains("overridden");
    gateway.delete(PATH);

    assertThat(repeated().body()).contains("\"v\":1");
  }

  @Test
  void preview_whileOn_isOverriddenToo() {
    gateway.put(PATH, STOP);

    assertThat(
            gateway
                .send(
                    gateway
                        .request(runs(TOKENS))
                        .header("Sluice-Deployment", "dep_none")
                        .POST(BodyPublishers.ofString("{\"event\":{}}")))
                .body())
        .contains("overridden");
  }

  private HttpResponse<String> repeated() {
    return gateway.send(
        gateway
            .request(runs(TOKENS))
            .header("Idempotency-Key", "login-1")
            .POST(BodyPublishers.ofString("{\"event\":{}}")));
  }

  @Test
  void on_isShoutedAbout() {
    assertThat(gateway.get("/metrics").body())
        .contains("sluice_break_glass{environment=\"demo\"} 0.0");
    gateway.put(PATH, STOP);
    gateway.run(TOKENS);

    assertThat(gateway.get("/metrics").body())
        .contains("sluice_break_glass{environment=\"demo\"} 1.0")
        .contains("status=\"overridden\"");
    HttpResponse<String> ready = gateway.get("/readyz");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(json(ready).at("/notes/0").stringValue())
        .contains("BREAK-GLASS is on in demo", "`stop`")
        .doesNotContain("keys leaked");
    assertThat(json(withoutKey("/readyz")).has("notes")).isFalse();
    JsonNode shown = json(gateway.get("/v1/environments/demo")).path("breakGlass");
    assertThat(shown.path("decision").stringValue()).isEqualTo("stop");
    assertThat(shown.path("by").stringValue()).isEqualTo("key_bootstrap");

    gateway.delete(PATH);
    assertThat(json(gateway.get("/readyz")).has("notes")).isFalse();
    assertThat(gateway.get("/metrics").body())
        .contains("sluice_break_glass{environment=\"demo\"} 0.0");
  }

  private HttpResponse<String> withoutKey(String path) {
    URI uri = URI.create("http://127.0.0.1:" + gateway.port() + path);
    return gateway.send(HttpRequest.newBuilder(uri));
  }

  @Test
  void run_whileTheRegistryIsAway_isOverriddenStill() {
    gateway.put(PATH, STOP);
    gateway.registry.close();

    assertThat(gateway.run(TOKENS).body()).contains("overridden");
    assertThat(gateway.put(PATH, STOP).statusCode()).isEqualTo(503);
  }

  @Test
  void run_whereNothingCanBeLoaded_isOverriddenAndStaysUnknownAfterwards() {
    gateway.environment("broken");
    gateway.deploy(new EnvironmentName("broken"), TestWorkflow.claim(1).broken());
    try (TestGateway other = new TestGateway(data)) {
      String run = "/v1/environments/broken/triggers/" + TOKENS + "/runs";
      String glass = "/v1/environments/broken/break-glass";
      assertThat(other.post(run, "{\"event\":{}}").statusCode()).isEqualTo(503);

      assertThat(other.put(glass, STOP).statusCode()).isEqualTo(200);
      assertThat(other.post(run, "{\"event\":{}}").body()).contains("overridden");

      other.delete(glass);
      assertThat(other.post(run, "{\"event\":{}}").statusCode()).isEqualTo(503);
    }
  }

  @Test
  @Timeout(60)
  void on_byAnotherProcess_isServedSoon() {
    BreakGlass stop = new BreakGlass(BreakGlass.Decision.STOP, "key_1", "theirs", Instant.now());
    try (Registry other = TestGateway.open(data)) {
      other.environments().breakGlass(DEMO, Optional.of(stop));
    }

    while (!gateway.run(TOKENS).body().contains("theirs")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void on_badlyAsked_isRefused() {
    refused("{}", "`decision`");
    refused("{\"decision\":\"halt\",\"reason\":\"x\"}", "continue or stop");
    refused("{\"decision\":\"stop\"}", "`reason`");
    refused("{\"decision\":\"stop\",\"reason\":\" \"}", "`reason`");
    refused("{\"decision\":\"stop\",\"reason\":\"x\",\"until\":1}", "`until`");
    assertThat(gateway.put("/v1/environments/none/break-glass", STOP).statusCode()).isEqualTo(404);

    String deploy = gateway.key(Role.DEPLOY, Optional.empty());
    assertThat(
            gateway
                .send(
                    gateway
                        .request(PATH)
                        .setHeader("Authorization", "Bearer " + deploy)
                        .PUT(BodyPublishers.ofString(STOP)))
                .statusCode())
        .isEqualTo(403);
  }

  private void refused(String body, String words) {
    HttpResponse<String> answer = gateway.put(PATH, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(words);
  }
}

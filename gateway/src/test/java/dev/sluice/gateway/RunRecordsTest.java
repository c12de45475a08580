package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.PASSWORD;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.run.RunRecord;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RunRecordsTest {
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

  @Test
  void runs_endedBeforeClosing_areAllWritten() {
    gateway.live(new TestWorkflow("deny", TOKENS, "kinde.auth.denyAccess('no')").build());
    for (int i = 0; i < 30; i++) {
      gateway.run(TOKENS);
    }

    gateway.gateway.close();

    List<RunRecord> runs = gateway.registry.runs().list(DEMO, PageRequest.first(100)).items();
    assertThat(runs).hasSize(30).extracting(run -> run.result().status()).containsOnly("denied");
  }

  @Test
  void run_isShownAsItsCallerWasAnswered_withItsLog_andWithoutSecrets() {
    gateway.put(
        "/v1/environments/demo/variables/KEY", "{\"value\":\"sk_live_123456\",\"secret\":true}");
    gateway.live(
        new TestWorkflow(
                "log",
                TOKENS,
                """
                console.warn('key', kinde.env.get('KEY').value);
                kinde.accessToken.setCustomClaim('key', kinde.env.get('KEY').value);
                """)
            .build());

    JsonNode answer = json(gateway.run(TOKENS));
    String id = answer.path("runId").stringValue();
    JsonNode shown = awaitRun(id);

    assertThat(answer.at("/effects/accessToken/claims/key").stringValue())
        .isEqualTo("sk_live_123456");
    assertThat(shown.toString()).doesNotContain("sk_live_123456").contains("[REDACTED]");
    assertThat(shown.path("status").stringValue()).isEqualTo("completed");
    assertThat(shown.path("workflow")).isEqualTo(answer.path("workflow"));
    assertThat(shown.path("trigger").stringValue()).isEqualTo(TOKENS);
    assertThat(shown.path("durationMs").doubleValue()).isPositive();
    assertThat(shown.at("/log/0/level").stringValue()).isEqualTo("warn");
    assertThat(Instant.parse(shown.at("/log/0/at").stringValue()))
        .isAfterOrEqualTo(Instant.parse(shown.path("startedAt").stringValue()));
    assertThat(json(gateway.get("/v1/environments/demo/runs")).at("/items/0/id").stringValue())
        .isEqualTo(id);
    assertThat(json(gateway.get("/v1/environments/demo/runs")).at("/items/0").has("log")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "firstPassword", "secondPassword", "hashedPassword"})
  void run_givenAPassword_isRememberedWithoutIt(String name) {
    gateway.live(
        new TestWorkflow(
                "password",
                PASSWORD,
                """
                const password = event.context.auth.%s;
                console.log('got ' + password, { password });
                kinde.auth.denyAccess('not ' + password);
                kinde.widget.invalidateFormField('p_password', password + ' is weak');
                throw new Error('thrown with ' + password);
                """
                    .formatted(name))
            .build());

    JsonNode answer =
        json(
            gateway.post(
                runs(PASSWORD),
                "{\"event\":{\"context\":{\"auth\":{\"" + name + "\":\"correct horse\"}}}}"));
    JsonNode shown = awaitRun(answer.path("runId").stringValue());

    assertThat(answer.at("/error/message").stringValue())
        .isEqualTo("Error: thrown with [REDACTED]");
    assertThat(answer.at("/effects/auth/denied/reason").stringValue())
        .isEqualTo("not correct horse");
    assertThat(shown.toString())
        .doesNotContain("correct horse")
        .contains("got [REDACTED]", "not [REDACTED]", "thrown with [REDACTED]");
  }

  @Test
  void run_withClaimsDeeperThanATreeHolds_isRememberedAndShown() {
    gateway.live(
        new TestWorkflow(
                "deep",
                TOKENS,
                """
                let v = 1;
                for (let i = 0; i < 90; i++) v = [v];
                kinde.accessToken.setCustomClaim('v', v);
                """)
            .build());

    String answer = gateway.run(TOKENS).body();
    String id = answer.substring(answer.indexOf("run_"), answer.indexOf("\",\"status"));
    HttpResponse<String> shown = await(id);

    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    assertThat(shown.body()).contains("[".repeat(90) + "1" + "]".repeat(90));
    assertThat(gateway.get("/v1/environments/demo/runs").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> await(String id) {
    HttpResponse<String> answer = gateway.get("/v1/environments/demo/runs/" + id);
    while (answer.statusCode() == 404) {
      answer = gateway.get("/v1/environments/demo/runs/" + id);
    }
    return answer;
  }

  private JsonNode awaitRun(String id) {
    return json(await(id));
  }
}

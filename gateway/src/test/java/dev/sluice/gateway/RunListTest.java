package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.M2M;
import static dev.sluice.gateway.TestWorkflow.PASSWORD;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.key.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finding runs again, whole lists of them, and erasing a user's. */
class RunListTest {
  private static final String RUNS = "/v1/environments/demo/runs";

  @TempDir Path data;
  private TestGateway gateway;
  private String completed;
  private String denied;
  private String failed;

  @BeforeEach
  void run() {
    gateway = new TestGateway(data);
    gateway.environment("demo");
    gateway.live(
        new TestWorkflow("log", TOKENS, "console.info('hello'); console.warn('Plan expired')")
            .build(),
        new TestWorkflow("deny", PASSWORD, "kinde.auth.denyAccess('no')").build(),
        new TestWorkflow("fail", M2M, "throw new TypeError('a broken thing')").build());
    completed = run(TOKENS, "kp_alice");
    denied = run(PASSWORD, "kp_bob");
    failed = run(M2M, "kp_alice");
    await(failed);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private String run(String trigger, String user) {
    String event = "{\"event\":{\"context\":{\"user\":{\"id\":\"" + user + "\"}}}}";
    return json(gateway.post(runs(trigger), event)).path("runId").stringValue();
  }

  private void await(String id) {
    HttpResponse<String> answer = gateway.get(RUNS + "/" + id);
    while (answer.statusCode() == 404) {
      answer = gateway.get(RUNS + "/" + id);
    }
  }

  private List<String> ids(String query) {
    HttpResponse<String> answer = gateway.get(RUNS + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(json(answer).path("items").spliterator(), false)
        .map(item -> item.path("id").stringValue())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|failed,denied,completed",
        "?workflow=deny|denied",
        "?trigger=m2m:token_generation|failed",
        "?status=completed|completed",
        "?decision=stop|failed,denied",
        "?level=warn|failed,completed",
        "?level=error|failed",
        "?q=EXPIRED%20plan|completed",
        "?q=broken+TypeError|failed",
        "?q=uncaught_exception|failed",
        "?user=kp_alice|failed,completed",
        "?release=1|failed,denied,completed",
        "?release=2|''",
        "?preview=false|failed,denied,completed",
        "?preview=true|''",
        "?from=2020-01-01T00:00:00Z&to=2999-01-01T00:00:00%2B02:00|failed,denied,completed",
        "?to=2020-01-01T00:00:00Z|''",
        "?user=kp_alice&status=failed&q=thing&level=error|failed",
        "?workflow=deny&status=failed|''",
      })
  void runs_askedFor_areThoseAndTheNewestFirst(String query, String names) {
    List<String> wanted =
        Arrays.stream(names.split(","))
            .filter(name -> !name.isEmpty())
            .map(name ->
                switch (name) {
                  case "completed" -> completed;
                  case "denied" -> denied;
                  default -> failed;
                })
            .toList();

    assertThat(ids(query)).isEqualTo(wanted);
  }

  @Test
  void runs_ofADeployment_areFoundByItsId() {
    String deployment =
        json(gateway.get(RUNS + "/" + denied)).at("/workflow/deploymentId").stringValue();

    assertThat(ids("?deployment=" + deployment)).containsExactly(denied);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?state=failed|unknown_parameter|`state`",
        "?status=ok|invalid_parameter|`status` must be one of completed, denied, failed",
        "?decision=go|invalid_parameter|`decision`",
        "?level=fatal|invalid_parameter|`level` must be one of debug, info, warn, error",
        "?user=j%FCrgen|invalid_parameter|`user` must be percent-encoded UTF-8",
        "?from=%2B999999999-12-31T23:59:59Z|invalid_parameter|`from`",
        "?release=one|invalid_parameter|`release`",
        "?preview=yes|invalid_parameter|`preview` must be true or false",
        "?from=yesterday|invalid_parameter|`from` must be a moment",
        "?to=2027-01-01|invalid_parameter|`to`",
        "?user=|invalid_parameter|`user`",
        "?q=%20-|invalid_parameter|`q`",
        "?workflow=|invalid_parameter|`workflow`",
        "?status=failed&status=denied|invalid_parameter|`status` may be given once",
        "?limit=0|invalid_limit|`limit`",
        "?after=run_1|invalid_after|`after`",
      })
  void runs_askedForBadly_areRefusedByName(String query, String code, String telling) {
    HttpResponse<String> answer = gateway.get(RUNS + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").stringValue()).isEqualTo(code);
    assertThat(json(answer).path("detail").stringValue()).contains(telling);
  }

  @Test
  void runs_inPages_areWhole() {
    JsonNode first = json(gateway.get(RUNS + "?limit=2&user=kp_alice"));
    JsonNode page = json(gateway.get(RUNS + "?limit=2"));
    JsonNode next = json(gateway.get(RUNS + "?limit=2&after=" + page.path("next").stringValue()));

    assertThat(first.path("next").isNull()).isTrue();
    assertThat(page.path("items").size()).isEqualTo(2);
    assertThat(next.at("/items/0/id").stringValue()).isEqualTo(completed);
    assertThat(next.path("next").isNull()).isTrue();
    assertThat(next.has("lost")).isFalse();
  }

  @Test
  void runs_exported_areAllOfThemALineEachWithTheirLogs() {
    for (int i = 0; i < 250; i++) {
      run(PASSWORD, "kp_carol");
    }
    await(run(PASSWORD, "kp_carol"));

    HttpResponse<String> answer = export(RUNS + "?status=denied");
    List<JsonNode> lines = lines(answer);

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    assertThat(lines).hasSize(252);
    assertThat(lines.getLast().path("id").stringValue()).isEqualTo(denied);
    assertThat(lines(export(RUNS + "?workflow=log")).getFirst().at("/log/1/text").stringValue())
        .isEqualTo("Plan expired");
    assertThat(export(RUNS + "?limit=3").statusCode()).isEqualTo(400);
    assertThat(export(RUNS + "?status=ok").statusCode()).isEqualTo(400);
  }

  @Test
  void lists_ofEveryKind_areExported() {
    for (String list : List.of("syncs", "releases", "deployments", "workflows", "variables")) {
      HttpResponse<String> answer = export("/v1/environments/demo/" + list);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    }
    assertThat(lines(export("/v1/environments/demo/deployments"))).hasSize(3);
    assertThat(lines(export("/v1/environments"))).hasSize(1);
    assertThat(lines(export("/v1/keys"))).isEmpty();
    assertThat(lines(export(RUNS + "/" + completed + "/log?level=warn"))).hasSize(1);
  }

  @Test
  void logs_areReadByLevelWordAndPage() {
    String run = RUNS + "/" + completed + "/log";
    JsonNode all = json(gateway.get(run));
    JsonNode page = json(gateway.get(run + "?limit=1"));

    assertThat(all.at("/items/0/text").stringValue()).isEqualTo("hello");
    assertThat(all.at("/items/1/level").stringValue()).isEqualTo("warn");
    assertThat(page.path("next").stringValue()).isEqualTo("1");
    assertThat(json(gateway.get(run + "?after=1")).at("/items/0/line").intValue()).isEqualTo(2);
    assertThat(json(gateway.get(run + "?q=expired")).path("items").size()).isEqualTo(1);
    assertThat(json(gateway.get(run + "?level=error")).path("items").isEmpty()).isTrue();
    assertThat(json(gateway.get(run + "?after=9")).path("items").isEmpty()).isTrue();
    assertThat(gateway.get(run + "?after=nine").statusCode()).isEqualTo(400);
    assertThat(gateway.get(run + "?line=9").statusCode()).isEqualTo(400);
    assertThat(gateway.get(RUNS + "/run_1/log").statusCode()).isEqualTo(404);
  }

  @Test
  void event_isKeptFromTheNextRunOn_onceAskedFor_withoutPasswords() {
    String event =
        "{\"event\":{\"context\":{\"auth\":{\"password\":\"abc\"},\"ip\":\"192.0.2.1\"}}}";
    gateway.environment(
        "demo",
        "{\"repository\":{\"url\":\"https://example.com/auth.git\"},"
            + "\"recording\":{\"events\":true,\"completedPerSecond\":0}}");

    String kept = json(gateway.post(runs(PASSWORD), event)).path("runId").stringValue();
    await(kept);

    assertThat(json(gateway.get(RUNS + "/" + kept)).path("event").toString())
        .isEqualTo("{\"context\":{\"auth\":{\"password\":\"[REDACTED]\"},\"ip\":\"192.0.2.1\"}}");
    assertThat(json(gateway.get(RUNS + "/" + denied)).has("event")).isFalse();
    assertThat(json(gateway.get(RUNS)).at("/items/0").has("event")).isFalse();
  }

  @Test
  void runs_thatComplete_areNotRememberedFromTheNextOnWhereNoneAre() {
    gateway.live(TestWorkflow.claim(1).build());
    gateway.environment(
        "demo",
        "{\"repository\":{\"url\":\"https://example.com/auth.git\"},"
            + "\"recording\":{\"completedPerSecond\":0}}");

    run(TOKENS, "kp_dave");
    await(run(PASSWORD, "kp_dave"));

    assertThat(ids("?user=kp_dave&status=completed")).isEmpty();
  }

  @Test
  void previews_areToldFromWhatIsLive() {
    gateway.environment(
        "demo",
        "{\"repository\":{\"url\":\"https://example.com/auth.git\"},"
            + "\"previewPassword\":\"a password for previews\"}");
    String deployment =
        json(gateway.get(RUNS + "/" + denied)).at("/workflow/deploymentId").stringValue();

    String preview =
        json(gateway.send(
                gateway
                    .request(runs(PASSWORD))
                    .header("Sluice-Deployment", deployment)
                    .header("Sluice-Preview-Password", "a password for previews")
                    .POST(BodyPublishers.ofString("{\"event\":{}}"))))
            .path("runId")
            .stringValue();
    await(preview);

    assertThat(ids("?preview=true")).containsExactly(preview);
    assertThat(ids("?preview=false&workflow=deny")).containsExactly(denied);
    assertThat(json(gateway.get(RUNS + "/" + preview)).at("/workflow").has("release")).isFalse();
  }

  @Test
  void user_erased_leavesNoRun() {
    HttpResponse<String> erased = gateway.delete(RUNS + "?user=kp_alice");

    assertThat(json(erased).path("erased").intValue()).isEqualTo(2);
    assertThat(ids("")).containsExactly(denied);
    assertThat(gateway.get(RUNS + "/" + failed).statusCode()).isEqualTo(404);
    assertThat(json(gateway.delete(RUNS + "?user=kp_alice")).path("erased").intValue()).isZero();
    assertThat(gateway.get("/v1/environments/demo/audit?action=runs.erase").body())
        .contains("\"runs\":2")
        .doesNotContain("kp_alice");
  }

  @Test
  void erase_badlyAskedFor_isRefused() {
    String reader = gateway.key(Role.DEPLOY, Optional.of(DEMO));

    assertThat(json(gateway.delete(RUNS)).path("detail").stringValue()).contains("`user`");
    assertThat(gateway.delete(RUNS + "?user=").statusCode()).isEqualTo(400);
    assertThat(gateway.delete(RUNS + "?user=kp_alice&status=failed").statusCode()).isEqualTo(400);
    assertThat(
            gateway
                .send(
                    gateway
                        .request(RUNS + "?user=kp_alice")
                        .setHeader("Authorization", "Bearer " + reader)
                        .DELETE())
                .statusCode())
        .isEqualTo(403);
    assertThat(ids("?user=kp_alice")).hasSize(2);
  }

  private HttpResponse<String> export(String path) {
    return gateway.send(gateway.request(path).header("Accept", "application/x-ndjson").GET());
  }

  private static List<JsonNode> lines(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonMapper json = new JsonMapper();
    return answer.body().lines().map(json::readTree).toList();
  }
}

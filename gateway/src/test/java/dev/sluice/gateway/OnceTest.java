package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.request.Beginning;
import dev.sluice.registry.request.RequestName;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests with an Idempotency-Key, which may be sent again without being done again. */
class OnceTest {
  private static final String READ = "{\"role\":\"read\"}";

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data, clock);
    gateway.environment("demo");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void sameRequest_isAnsweredTheSame_alsoAfterARestart() {
    HttpResponse<String> first = once("a", READ);
    HttpResponse<String> second = once("a", READ);
    gateway.close();
    gateway = new TestGateway(data, clock);
    HttpResponse<String> third = once("a", READ);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(json(first).has("key")).isTrue();
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    for (HttpResponse<String> again : List.of(second, third)) {
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
      assertThat(again.headers().firstValue("Content-Type")).contains("application/json");
    }
    assertThat(gateway.registry.keys().list(PageRequest.first(9)).items()).hasSize(1);
  }

  @Test
  void workflow_deletedTwiceWithOneKey_isDeletedOnce() {
    gateway.live(TestWorkflow.claim(1).build());
    String path = "/v1/environments/demo/workflows/addClaim";

    HttpResponse<String> first =
        gateway.send(gateway.request(path).header("Idempotency-Key", "a").DELETE());
    HttpResponse<String> second =
        gateway.send(gateway.request(path).header("Idempotency-Key", "a").DELETE());

    assertThat(json(first).path("number").intValue()).isEqualTo(2);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(gateway.delete(path).statusCode()).isEqualTo(404);
  }

  @Test
  void sameRequest_aDayLater_isDoneAnew() {
    once("a", READ);

    clock.pass(Duration.ofHours(24).plusMillis(1));

    assertThat(once("a", READ).headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(gateway.registry.keys().list(PageRequest.first(9)).items()).hasSize(2);
  }

  @Test
  void anotherBody_withTheSameKey_isRefused() {
    once("a", READ);

    assertRefused(once("a", "{\"role\":\"admin\"}"), 422, "idempotency_key_reused");
    assertRefused(send("/v1/environments/demo/syncs", "a", READ), 422, "idempotency_key_reused");
    assertThat(gateway.registry.keys().list(PageRequest.first(9)).items()).hasSize(1);
  }

  @Test
  void anotherCaller_withTheSameKey_isAnsweredForItself() {
    String other = gateway.key(Role.ADMIN, Optional.empty());
    once("a", READ);

    HttpResponse<String> answer =
        gateway.send(
            gateway
                .request("/v1/keys")
                .setHeader("Authorization", "Bearer " + other)
                .header("Idempotency-Key", "a")
                .POST(BodyPublishers.ofString("{\"role\":\"deploy\"}")));

    assertThat(json(answer).path("role").stringValue()).isEqualTo("deploy");
  }

  @Test
  void requestUnderWay_withAnotherBody_isRefused() {
    gateway.registry.requests().begin(name("a"), "whatever");

    assertThat(once("a", READ).statusCode()).isEqualTo(422);
    assertThat(once("b", READ).statusCode()).isEqualTo(201);
  }

  @Test
  void release_thatIsNotServedYet_isAnsweredToTheSameRequestOnceItIs() throws SQLException {
    gateway.put(
        "/v1/environments/demo",
        "{\"repository\":{\"url\":\"https://example.com/auth.git\"},\"goLiveOnSync\":false}");
    String built = gateway.built(TestWorkflow.claim(1)).getFirst().id().value();
    String makeLive = "/v1/environments/demo/deployments/" + built + "/make-live";
    damage("UPDATE bundles SET code = '(' || code");
    assertRefused(send(makeLive, "a", ""), 503, "not_activated");
    assertRefused(send(makeLive, "a", ""), 503, "not_activated");

    damage("UPDATE bundles SET code = substr(code, 2)");
    clock.pass(Duration.ofMinutes(1));
    HttpResponse<String> answer = send(makeLive, "a", "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("number").asInt()).isEqualTo(1);
    assertThat(gateway.registry.releases().live(DEMO).orElseThrow().number()).isEqualTo(1);
  }

  private void damage(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("registry.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  @Test
  void refusedRequest_canBeSentAgainWithTheSameKey() {
    assertRefused(once("a", "{\"role\":\"king\"}"), 400, "invalid_body");

    assertThat(once("a", READ).statusCode()).isEqualTo(201);
  }

  @Test
  void everyRouteThatMakesSomething_takesIdempotencyKeys() {
    List<String> paths =
        gateway.routes().stream()
            .filter(route -> route.startsWith("POST /v1/") && !route.endsWith("/runs"))
            .map(route -> route.substring("POST ".length()))
            .map(path -> path.replace("{environment}", "demo").replaceAll("\\{\\w+}", "none"))
            .toList();

    assertThat(paths).contains("/v1/keys", "/v1/environments/demo/syncs");
    for (String path : paths) {
      assertRefused(send(path, "x".repeat(201), "{}"), 400, "invalid_idempotency_key");
    }
  }

  @Test
  void requestWithoutAKey_isDoneEachTime() {
    gateway.post("/v1/keys", READ);
    gateway.post("/v1/keys", READ);

    assertThat(gateway.registry.keys().list(PageRequest.first(9)).items()).hasSize(2);
  }

  @Test
  void sync_sentAgain_isTheSameSync() {
    HttpResponse<String> first = send("/v1/environments/demo/syncs", "a", "");
    HttpResponse<String> second = send("/v1/environments/demo/syncs", "a", "");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(gateway.registry.syncs().list(DEMO, PageRequest.first(10)).items()).hasSize(1);
  }

  @Test
  void requestOfAnAbandonedAttempt_thatChangedSomething_isNotDoneAgain() {
    String fingerprint = fingerprintOf(READ);
    Beginning begun = gateway.registry.requests().begin(name("lost"), fingerprint);
    String claim = ((Beginning.Begun) begun).claim();
    gateway.registry.as(Actor.PROCESS.with(claim)).keys().issue(Role.READ, Optional.empty());

    clock.pass(Duration.ofSeconds(20));
    HttpResponse<String> early = once("lost", READ);
    assertRefused(early, 409, "request_under_way");
    assertThat(early.headers().firstValue("Retry-After")).contains("40");
    clock.pass(Duration.ofSeconds(40));

    assertRefused(once("lost", READ), 409, "answer_lost");
    assertThat(gateway.registry.keys().list(PageRequest.first(9)).items()).hasSize(1);
  }

  private static String fingerprintOf(String body) {
    byte[] all = ("POST /v1/keys?\n" + body).getBytes(StandardCharsets.UTF_8);
    return Sha256.of(all).hex();
  }

  private static RequestName name(String key) {
    return new RequestName("key_bootstrap", key);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("code").stringValue()).isEqualTo(code);
  }

  private HttpResponse<String> once(String key, String body) {
    return send("/v1/keys", key, body);
  }

  private HttpResponse<String> send(String path, String key, String body) {
    return gateway.send(
        gateway.request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
  }
}

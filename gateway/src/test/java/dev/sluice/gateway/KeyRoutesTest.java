package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Keys as administrators handle them, and what becomes of them in time. */
class KeyRoutesTest {
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
  void key_namedAndExpiring_isListedWithAllButItsValue() {
    HttpResponse<String> issued =
        gateway.post(
            "/v1/keys",
            """
            {"role":"read","name":"Grafana","environment":"demo",
             "expiresAt":"2026-12-01T01:00:00+01:00"}
            """);

    assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
    JsonNode listed = json(gateway.get("/v1/keys")).at("/items/0");
    assertThat(listed.path("name").stringValue()).isEqualTo("Grafana");
    assertThat(listed.path("expiresAt").stringValue()).isEqualTo("2026-12-01T00:00:00Z");
    assertThat(listed.path("createdBy").stringValue()).isEqualTo("key_bootstrap");
    assertThat(listed.has("lastUsedAt")).isFalse();
    assertThat(listed.has("key")).isFalse();
  }

  @Test
  void key_withoutAName_isNamedAfterWhatItOpens() {
    HttpResponse<String> issued =
        gateway.post("/v1/keys", "{\"role\":\"deploy\",\"environment\":\"demo\"}");

    assertThat(json(issued).path("name").stringValue()).isEqualTo("deploy key for demo");
  }

  @Test
  void key_thatCantBe_isRefusedWithTheReason() {
    assertThat(detail("{\"role\":\"read\",\"expiresAt\":\"tomorrow\"}"))
        .isEqualTo("`expiresAt` must be a moment such as 2027-01-31T00:00:00Z.");
    assertThat(detail("{\"role\":\"read\",\"expiresAt\":\"2026-11-01T12:00:00Z\"}"))
        .isEqualTo("A key must expire in the future, or never.");
    assertThat(detail("{\"role\":\"read\",\"name\":\"\"}")).contains("1 to 100 characters");
  }

  private String detail(String body) {
    HttpResponse<String> answer = gateway.post("/v1/keys", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return json(answer).path("detail").stringValue();
  }

  @Test
  void key_expires_toTheSecond_andSaysSo() {
    Instant end = clock.instant().plusSeconds(60);
    String body = "{\"role\":\"read\",\"expiresAt\":\"" + end + "\"}";
    JsonNode issued = json(gateway.post("/v1/keys", body));
    String key = issued.path("key").stringValue();

    clock.pass(Duration.ofSeconds(59));
    assertThat(as(key).statusCode()).isEqualTo(200);
    clock.pass(Duration.ofSeconds(1));

    HttpResponse<String> answer = as(key);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).path("code").stringValue()).isEqualTo("expired_key");
    assertThat(json(answer).path("detail").stringValue())
        .contains(issued.path("id").stringValue())
        .contains(end.toString());
    assertThat(as("sluice_other").body()).doesNotContain("expired");
  }

  @Test
  void key_used_isWrittenDownWhenTheGatewayStopsAtTheLatest() {
    String key = gateway.key(Role.READ, Optional.empty());
    clock.pass(Duration.ofMinutes(5));
    Instant used = clock.instant();
    as(key);

    gateway.gateway.close();

    ApiKey known = gateway.registry.keys().find(new Secret(key)).orElseThrow();
    assertThat(known.life().lastUsedAt()).contains(used);
  }

  @Test
  void revokedKey_hasWhoRevokedItInTheAuditLog() {
    KeyId id =
        gateway.registry.as(Actor.PROCESS).keys().issue(Role.READ, Optional.empty()).key().id();

    gateway.delete("/v1/keys/" + id);

    JsonNode entry = json(gateway.get("/v1/audit?action=key.revoke")).at("/items/0");
    assertThat(entry.path("subject").stringValue()).isEqualTo(id.value());
    assertThat(entry.at("/by/name").stringValue()).isEqualTo("bootstrap");
  }

  @Test
  void lastAdminKey_staysUntilThereIsAnother() {
    String last = gateway.key(Role.ADMIN, Optional.empty());
    gateway.key(Role.ADMIN, Optional.of(DEMO));
    gateway.key(Role.DEPLOY, Optional.empty());
    String expiring =
        "{\"role\":\"admin\",\"expiresAt\":\"" + clock.instant().plusSeconds(60) + "\"}";
    gateway.post("/v1/keys", expiring);
    clock.pass(Duration.ofSeconds(60));

    HttpResponse<String> refused = revoke(last, last);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("code").stringValue()).isEqualTo("last_admin_key");
    assertThat(json(refused).path("detail").stringValue()).contains("POST /v1/keys");
    String other = gateway.key(Role.ADMIN, Optional.empty());
    assertThat(revoke(last, last).statusCode()).isEqualTo(204);
    assertThat(revoke(TestGateway.ADMIN, other).statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> revoke(String by, String key) {
    KeyId id = gateway.registry.keys().find(new Secret(key)).orElseThrow().id();
    return gateway.send(
        gateway.request("/v1/keys/" + id).setHeader("Authorization", "Bearer " + by).DELETE());
  }

  private HttpResponse<String> as(String key) {
    return gateway.send(
        gateway.request("/v1/environments").setHeader("Authorization", "Bearer " + key).GET());
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.key.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AuditRoutesTest {
  private static final String AT = "/v1/environments/demo";

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
  void entry_tellsWhoWhereAndWhat() {
    gateway.put(AT + "/variables/TOKEN", "{\"value\":\"hunter22\",\"secret\":true}");

    JsonNode entry = items("/v1/audit").getFirst();

    assertThat(entry.path("id").stringValue()).startsWith("aud_");
    assertThat(entry.path("at").stringValue()).isEqualTo("2026-11-01T12:00:00Z");
    assertThat(entry.at("/by/id").stringValue()).isEqualTo("key_bootstrap");
    assertThat(entry.at("/by/name").stringValue()).isEqualTo("bootstrap");
    assertThat(entry.at("/by/address").stringValue()).isEqualTo("127.0.0.1");
    assertThat(entry.path("action").stringValue()).isEqualTo("variable.put");
    assertThat(entry.path("environment").stringValue()).isEqualTo("demo");
    assertThat(entry.path("subject").stringValue()).isEqualTo("TOKEN");
    assertThat(entry.path("details").toString()).isEqualTo("{\"secret\":true}");
  }

  @Test
  void settings_changed_areToldAsADifference_withoutSecrets() {
    gateway.environment(
        "demo",
        """
        {"repository":{"url":"https://example.com/auth.git","branch":"next"},
         "webhookSecret":"0123456789abcdef","limits":{"wallClockMs":9000}}
        """);

    HttpResponse<String> answer = gateway.get(AT + "/audit");

    assertThat(answer.body()).doesNotContain("0123456789abcdef");
    JsonNode details = json(answer).at("/items/0/details");
    assertThat(details.path("changes").toString())
        .isEqualTo(
            "[{\"setting\":\"limits.wallClockMs\",\"to\":9000},"
                + "{\"setting\":\"repository.branch\",\"from\":\"main\",\"to\":\"next\"}]");
    assertThat(details.path("secrets").toString()).isEqualTo("{\"webhook secret\":\"set\"}");
  }

  @Test
  void list_ofAnEnvironment_hasItsOwnOnly() {
    gateway.environment("other");

    assertThat(items("/v1/audit")).hasSize(2);
    assertThat(items(AT + "/audit")).hasSize(1);
    assertThat(gateway.get("/v1/environments/none/audit").statusCode()).isEqualTo(404);
  }

  @Test
  void list_isFiltered() {
    gateway.put(AT + "/variables/A", "{\"value\":\"1\"}");
    clock.pass(Duration.ofHours(2));
    gateway.delete(AT + "/variables/A");
    String sync = json(gateway.post(AT + "/syncs", "")).path("id").stringValue();

    assertThat(items(AT + "/audit?action=sync.request").getFirst().path("subject").stringValue())
        .isEqualTo(sync);
    assertThat(items(AT + "/audit?from=2026-11-01T13:00:00Z")).hasSize(2);
    assertThat(items(AT + "/audit?to=2026-11-01T13:00:00Z")).hasSize(2);
    assertThat(items(AT + "/audit?by=bootstrap")).hasSize(4);
    assertThat(items(AT + "/audit?by=key_bootstrap&action=variable.put")).hasSize(1);
    assertThat(items(AT + "/audit?by=nobody")).isEmpty();
    assertThat(json(gateway.get(AT + "/audit?from=yesterday")).path("code").stringValue())
        .isEqualTo("invalid_parameter");
  }

  @Test
  void list_goesOnWhereThePageBeforeEnded() {
    for (int i = 0; i < 4; i++) {
      gateway.put(AT + "/variables/A", "{\"value\":\"1\"}");
    }
    List<String> ids = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = json(gateway.get(AT + "/audit?limit=2" + after));
      page.path("items").forEach(it -> ids.add(it.path("id").stringValue()));
      if (page.path("next").isNull()) {
        break;
      }
      after = "&after=" + page.path("next").stringValue();
    }

    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    assertThat(gateway.get(AT + "/audit?after=nowhere").statusCode()).isEqualTo(400);
  }

  @Test
  void list_ofAllEnvironments_isForKeysOfAll() {
    String scoped = gateway.key(Role.ADMIN, Optional.of(TestGateway.DEMO));

    assertThat(as(scoped, "/v1/audit").statusCode()).isEqualTo(403);
    assertThat(as(scoped, AT + "/audit").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> as(String key, String path) {
    return gateway.send(gateway.request(path).setHeader("Authorization", "Bearer " + key).GET());
  }

  private List<JsonNode> items(String path) {
    return json(gateway.get(path)).path("items").valueStream().toList();
  }
}

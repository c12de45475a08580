package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What an environment is shown as can be put back. */
class EnvironmentPutBackTest {
  private static final String AT = "/v1/environments/demo";
  private static final String HTTPS =
      """
      {"repository": {"url": "https://example.com/auth.git", "branch": "next", "username": "bot",
         "token": "t0ken", "statusApi": {"kind": "gitea", "url": "https://api.example.com/"},
         "statusToken": "t1ken", "pollSeconds": 60},
       "webhookSecret": "0123456789abcdef", "nextWebhookSecret": "0123456789abcdeg",
       "previewPassword": "0123456789abcdeh", "kindeDomain": "https://team.kinde.com",
       "goLiveOnSync": true, "egress": {"allow": ["api.example.com"]},
       "limits": {"wallClockMs": 10000}, "recording": {"completedPerSecond": 5, "events": true},
       "retention": {"runDays": 3}, "safetyNet": {"errorPercent": 20},
       "alerts": {"url": "https://alerts.example.com/", "secret": "0123456789abcdei"},
       "secureFetch": {"layout": "tag_last"},
       "localization": {"texts": {"en": {"denied": "No."}}},
       "trust": {"signers": [{"name": "Ada",
         "key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx3xJ4fAhXKSHtCvBXy5rVv7PZ0lJwDbfrMV0Lg7bYd"}]},
       "typeCheck": "strict"}
      """;
  private static final String SSH =
      """
      {"repository": {"url": "ssh://git@example.com/auth.git",
       "sshHostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx3xJ4fAhXKSHtCvBXy5rVv7PZ0lJwDbfrMV0Lg7bYd"}}
      """;
  private static final String APP =
      """
      {"repository": {"url": "https://github.com/team/auth.git",
       "gitHubApp": {"appId": "1", "installationId": "2"}}}
      """;

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {HTTPS, SSH, APP})
  void whatIsShown_putBack_changesNothing(String body) {
    gateway.environment("demo", body);
    gateway.put(AT + "/break-glass", "{\"decision\":\"stop\",\"reason\":\"shown by GET, too\"}");
    gateway.deploy(TestGateway.DEMO, TestWorkflow.claim(1).build());
    HttpResponse<String> shown = gateway.get(AT);

    HttpResponse<String> put = gateway.put(AT, shown.body());

    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(json(put)).isEqualTo(json(shown));
    assertThat(gateway.put(AT, put.body()).statusCode()).isEqualTo(200);
    assertThat(gateway.get(AT).body()).isEqualTo(shown.body());
  }

  @Test
  void alertAddress_isShownWithoutWhatOpensIt_andStaysWhenPutBack() {
    String hook = "https://hooks.example.com/services/T0/s3cret";
    gateway.environment("demo", HTTPS.replace("https://alerts.example.com/", hook));
    String shown = gateway.get(AT).body();
    assertThat(shown).contains("\"https://hooks.example.com/…\"").doesNotContain("s3cret");

    assertThat(gateway.put(AT, shown.replace("\"goLiveOnSync\":true", "\"goLiveOnSync\":false")))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);

    assertThat(alerts()).contains(URI.create(hook));
    assertThat(gateway.put(AT, shown.replace("hooks.example.com", "evil.example.com")).body())
        .contains("`alerts.url` is shortened");
    gateway.environment("demo", HTTPS.replace("https://alerts.example.com/", hook + "2"));
    assertThat(gateway.get(AT + "/audit").body())
        .contains(
            "{\"setting\":\"alerts\",\"from\":\"https://hooks.example.com/…\","
                + "\"to\":\"https://hooks.example.com/…\"}")
        .doesNotContain("s3cret");
  }

  private Optional<URI> alerts() {
    return gateway
        .registry
        .environments()
        .find(TestGateway.DEMO)
        .orElseThrow()
        .settings()
        .oversight()
        .alerts();
  }

  @Test
  void whatIsShown_changedAndPutBack_isChangedThere() {
    gateway.environment("demo", HTTPS);
    ObjectNode shown = (ObjectNode) json(gateway.get(AT));

    ObjectNode changed = shown.deepCopy().put("goLiveOnSync", false);
    changed.withObject("/repository").put("branch", "main");
    assertThat(gateway.put(AT, changed.toString()).statusCode()).isEqualTo(200);
    assertThat(json(gateway.get(AT))).isEqualTo(changed);

    assertThat(gateway.put(AT, shown.deepCopy().put("releases", 1).toString()).body())
        .contains("There is no field `releases`");
    HttpResponse<String> elsewhere = gateway.put("/v1/environments/other", shown.toString());
    assertThat(elsewhere.statusCode()).isEqualTo(400);
    assertThat(elsewhere.body()).contains("`name` isn't the path's");
  }
}

package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever goes wrong between us and a Git host, what lets us in is told to nobody. */
class CredentialsIT {
  private static final String AT = "/v1/environments/private";
  private static final String TOKEN = "ghp_distinctive-token-of-ada";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private Server server;
  private EchoingHost host;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = Server.start(folder.resolve("data"));
    host = new EchoingHost();
  }

  @AfterEach
  void stop() {
    host.close();
    server.close();
  }

  @Test
  void fetch_thatFails_tellsNoCredential() throws GeneralSecurityException {
    for (int status : new int[] {200, 302, 401, 403, 404, 407, 500}) {
      fails(repository(host.url(status) + "/a.git").put("username", "ada").put("token", TOKEN));
    }
    fails(repository("https://localhost:1/a.git").put("token", TOKEN));
    fails(repository("ssh://git@localhost:1/a.git"));
    String pem = pem();
    for (int status : new int[] {201, 302, 401, 404, 500}) {
      ObjectNode repository = repository(host.url(401) + "/a.git");
      repository
          .putObject("gitHubApp")
          .put("appId", "1")
          .put("installationId", "2")
          .put("apiUrl", host.url(status))
          .put("privateKey", pem);
      fails(repository);
    }
    server.admin().post(AT + "/deploy-key", "").expect(201);

    for (String path : List.of("", "/syncs", "/audit", "/deploy-key")) {
      told.add(server.admin().get(AT + path).expect(200).body());
    }
    told.add(server.process().output());
    String all = String.join("\n", told);
    assertThat(all)
        .contains("doesn't take these credentials", "the connection was refused")
        .doesNotContain(TOKEN, base64("ada:" + TOKEN), base64("x-access-token:" + TOKEN))
        .doesNotContain(pem.lines().toList().get(3))
        .doesNotContain("Bearer ey");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static ObjectNode repository(String url) {
    return JSON.createObjectNode().put("url", url);
  }

  /** Syncs and tests it, and keeps all that is said. */
  private void fails(ObjectNode repository) {
    ObjectNode settings = JSON.createObjectNode();
    settings.set("repository", repository);
    told.add(server.admin().put(AT, settings.toString()).expect(200).body());
    String sync =
        server.admin().post(AT + "/syncs", "").expect(202).json().path("id").stringValue();
    JsonNode seen =
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> server.admin().get(AT + "/syncs/" + sync).expect(200).json(),
                it -> it.path("log").toString().contains("\"error\""));
    assertThat(seen.path("status").stringValue()).isIn("failed", "queued", "running");
    told.add(seen.toString());
    Answer test = server.admin().post(AT + "/connection-test", "").expect(200);
    assertThat(test.json().path("ok").booleanValue()).isFalse();
    told.add(test.body());
  }

  private static String pem() throws GeneralSecurityException {
    byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    String base64 = Base64.getMimeEncoder().encodeToString(key);
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }
}

package dev.sluice.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.fixtures.SampleWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A pushed workflow seals what it sends, and who has the key that was shown opens it. */
class WorkflowKeysIT {
  private static final String AUDITED_LOGIN =
      """
      import {
        getEnvironmentVariable,
        onUserTokenGeneratedEvent,
        secureFetch,
        WorkflowSettings,
        WorkflowTrigger,
      } from "@kinde/infrastructure";

      export const workflowSettings: WorkflowSettings = {
        id: "auditedLogin",
        trigger: WorkflowTrigger.UserTokenGeneration,
        bindings: { "kinde.env": {}, "kinde.secureFetch": {}, url: {} },
      };

      export default async function auditedLogin(event: onUserTokenGeneratedEvent) {
        const audit = getEnvironmentVariable("AUDIT_URL")?.value;
        await secureFetch(`${audit}/logins`, { body: { user: event.context.user.id, name: "Zoë" } });
      }
      """;

  private final WireMockServer audit =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  @TempDir private Path folder;
  private Server server;

  @BeforeEach
  void start() {
    audit.start();
    audit.stubFor(post(urlEqualTo("/logins")).willReturn(okJson("{}")));
    server = Server.start(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    server.close();
    audit.stop();
  }

  @Test
  void body_sealedUnderTheKeyShown_isOpenedByTheDocumentedReceiver() throws IOException {
    DocumentedReceiver receiver = DocumentedReceiver.in(folder);
    try (Team team = Team.connect(server, "production", folder)) {
      configure(team, "kinde");
      String url = "{\"value\": \"http://127.0.0.1:%d\"}".formatted(audit.port());
      server.admin().put(team.path("/variables/AUDIT_URL"), url).expect(200);
      JsonNode first = key(team);
      team.repository()
          .write("kinde.json", SampleWorkflows.KINDE_JSON)
          .write(SampleWorkflows.FILE, AUDITED_LOGIN);
      team.release("Tell of logins");

      assertOpens(receiver, sent(team), first, "kinde");

      configure(team, "tag_last");
      assertOpens(receiver, sent(team), first, "tag_last");

      JsonNode second = key(team);
      assertOpens(receiver, sent(team), first, "tag_last");
      String path = keys(team) + "/" + second.path("id").asString() + "/activate";
      server.admin().post(path, "").expect(200);
      assertOpens(receiver, sent(team), second, "tag_last");

      server.stop();
      server.restart();
      assertOpens(receiver, sent(team), second, "tag_last");
    }
  }

  private void configure(Team team, String layout) {
    String settings =
        """
        {"repository": {"url": "%s"}, "webhookSecret": "%s",
         "egress": {"allow": ["127.0.0.1:%d"]}, "secureFetch": {"layout": "%s"}}
        """
            .formatted(team.repository().url(), Team.SECRET, audit.port(), layout);
    server.admin().put(team.path(""), settings).expect(200);
  }

  private static String keys(Team team) {
    return team.path("/workflows/auditedLogin/keys");
  }

  private JsonNode key(Team team) {
    return server.admin().post(keys(team), "").expect(201).json();
  }

  private String sent(Team team) {
    JsonNode run = team.run(USER_TOKENS);
    assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");
    return audit.findAll(postRequestedFor(urlEqualTo("/logins"))).getLast().getBodyAsString();
  }

  private static void assertOpens(
      DocumentedReceiver receiver, String body, JsonNode key, String layout) {
    assertThat(receiver.opened(body, key.path("value").asString(), layout))
        .isEqualTo("{\"user\":\"kp_1\",\"name\":\"Zoë\"}");
  }
}

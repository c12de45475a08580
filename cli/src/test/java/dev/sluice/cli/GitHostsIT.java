package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.HostDelivery;
import dev.sluice.fixtures.HostKind;
import dev.sluice.fixtures.SampleWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Every kind of Git host, from the bytes it sends to a released commit that answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitHostsIT {
  /** The secret that the one before is changed into. */
  private static final String NEXT = "whsec_YSBrZXkgdGhhdCBhbGwgaG9zdHMgY2FuIHVzZSE=";

  private Server server;
  private Team team;

  @BeforeAll
  void connect(@TempDir Path folder) throws IOException {
    server = Server.start(folder.resolve("data"));
    team = Team.connect(server, "production", folder);
    team.repository().write("kinde.json", SampleWorkflows.KINDE_JSON);
    String settings =
        """
        {"repository": {"url": "%s", "branch": "main"}, "nextWebhookSecret": "%s"}
        """
            .formatted(team.repository().url(), NEXT);
    server.admin().put(team.path(""), settings).expect(200);
  }

  @AfterAll
  void close() {
    team.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void push_ofEveryKind_isReleased(HostKind kind) throws IOException {
    team.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM + "// " + kind);
    String commit = team.repository().push(kind.name());

    HostDelivery wrong = kind.push("main", commit, "whsec_d3Jvbmc=");
    assertThat(server.anonymous().send(wrong.request(team.hook())).status()).isEqualTo(401);
    HostDelivery push = kind.push("main", commit, NEXT);
    String sync =
        server
            .anonymous()
            .send(push.request(team.hook()))
            .expect(202)
            .json()
            .path("sync")
            .asString();

    assertThat(team.awaitEnd(sync).path("status").asString()).isEqualTo("released");
    JsonNode run = team.run(USER_TOKENS);
    assertThat(run.at("/workflow/commit").asString()).isEqualTo(commit);
    assertThat(run.at("/effects/accessToken/claims/companyName").asString()).isEqualTo("Acme Inc.");
  }
}

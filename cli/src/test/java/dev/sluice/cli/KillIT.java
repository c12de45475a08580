package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.VersionsLive.Version;
import dev.sluice.fixtures.HttpRemote;
import dev.sluice.fixtures.SignedPush;
import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A {@code kill -9} between a push's acceptance and its release loses nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {
  private Path folder;
  private Server server;
  private Team team;
  private int teams;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    server = Server.start(folder.resolve("data"));
  }

  @AfterAll
  void close() {
    server.close();
  }

  @BeforeEach
  void releaseOne() throws IOException {
    teams++;
    team = Team.connect(server, "team-" + teams, folder);
    VersionedWorkflows.write(team.repository(), "1");
    team.release("one");
  }

  @AfterEach
  void leave() {
    team.close();
  }

  @Test
  void kill_rightAfterAcceptance_losesNoPush() throws IOException {
    for (int version = 2; version <= 3; version++) {
      String commit = push(version);
      String sync = team.accepted(commit);

      server.kill();
      server.restart();

      assertReleased(sync, version, commit);
    }
  }

  @Test
  void kill_whileTheCommitIsFetched_losesNoPush() throws IOException, InterruptedException {
    try (HttpRemote remote = new HttpRemote(team.repository().folder())) {
      team.configure(remote.url());
      String commit = push(2);
      SignedPush push = SignedPush.ofBranch("main", commit, Team.SECRET);
      String sync = team.accepted(push);
      assertThat(remote.awaitAsked()).isTrue();
      assertThat(team.sync(sync).path("status").asString()).isEqualTo("running");

      server.kill();
      server.restart();
      String redelivered = team.accepted(push);
      remote.letGo();

      assertThat(redelivered).isEqualTo(sync);
      assertReleased(sync, 2, commit);
    }
  }

  @Test
  void kill_whileOneIsFetchedAndAnotherWaits_releasesTheNewest()
      throws IOException, InterruptedException {
    try (HttpRemote remote = new HttpRemote(team.repository().folder())) {
      team.configure(remote.url());
      team.accepted(push(2));
      assertThat(remote.awaitAsked()).isTrue();
      String newest = push(3);
      String waiting = team.accepted(newest);

      server.kill();
      remote.letGo();
      server.restart();

      JsonNode sync = team.awaitEnd(waiting);
      assertThat(sync.path("status").asString()).isIn("released", "unchanged");
      assertThat(VersionsLive.ask(team).whole())
          .extracting(Version::version, Version::commit)
          .containsExactly("3", newest);
    }
  }

  @Test
  void kill_whileTheCommitIsBuilt_losesNoPush() throws IOException {
    String commit = push(2);
    String sync = team.accepted(commit);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> team.sync(sync).path("log").toString().contains("Found 3 workflows"));

    server.kill();
    server.restart();

    assertReleased(sync, 2, commit);
  }

  private String push(int version) throws IOException {
    VersionedWorkflows.write(team.repository(), String.valueOf(version));
    return team.repository().push("version " + version);
  }

  private void assertReleased(String sync, int version, String commit) {
    JsonNode ended = team.awaitEnd(sync);
    assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("released");
    assertThat(VersionsLive.ask(team).whole())
        .isEqualTo(new Version(String.valueOf(version), commit, version));
  }
}

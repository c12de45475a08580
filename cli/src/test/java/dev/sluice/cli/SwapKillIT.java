package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.VersionsLive.Version;
import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A {@code kill -9} while releases are made and runs are served leaves no half release. */
class SwapKillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Server server;
  private Team team;

  /** Every version pushed, by its commit. */
  private final Map<String, Integer> pushed = new ConcurrentHashMap<>();

  private volatile int lastAccepted;
  private volatile boolean killed;

  @BeforeEach
  void start() throws IOException {
    server = Server.start(folder.resolve("data"));
    team = Team.connect(server, "production", folder);
  }

  @AfterEach
  void close() {
    server.close();
    team.close();
  }

  @RepeatedTest(2)
  void kill_whileReleasesAreSwapped_leavesTheLiveOneWhole(RepetitionInfo repetition)
      throws IOException, InterruptedException {
    push(1);
    await().atMost(PATIENCE).until(() -> team.releases().size() == 1);
    Thread pusher = Thread.ofPlatform().name("pusher").start(this::keepPushing);
    try (Traffic traffic = Traffic.start(team)) {
      int enough = 3 + 4 * repetition.getCurrentRepetition();
      await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(PATIENCE)
          .until(() -> traffic.newestRelease() >= enough);
      killed = true;
      traffic.expectTheEnd();
      server.kill();
      assertThat(traffic.failures()).isEmpty();
    }
    pusher.join();

    // Without a sync worker nothing moves: this is what the killed process has left.
    server.restart("--roles", "gateway");
    assertWhole(VersionsLive.ask(team).whole());

    server.restart();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(Integer.parseInt(VersionsLive.ask(team).whole().version()))
                .isGreaterThanOrEqualTo(lastAccepted));
  }

  private void assertWhole(Version live) {
    assertThat(pushed).containsEntry(live.commit(), Integer.parseInt(live.version()));
    JsonNode newest = team.releases().get(0);
    assertThat(newest.path("number").asInt()).isEqualTo(live.release());
    assertThat(newest.path("deployments"))
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.path("commit").asString()).isEqualTo(live.commit()));
  }

  private void keepPushing() {
    for (int version = 2; !killed; version++) {
      try {
        push(version);
      } catch (IOException | RuntimeException e) {
        if (!killed) {
          throw new AssertionError("the push of version " + version, e);
        }
      }
    }
  }

  private void push(int version) throws IOException {
    VersionedWorkflows.write(team.repository(), String.valueOf(version));
    String commit = team.repository().push("version " + version);
    pushed.put(commit, version);
    String sync = team.accepted(commit);
    lastAccepted = version;
    team.awaitEnd(sync);
  }
}

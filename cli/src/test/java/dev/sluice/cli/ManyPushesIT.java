package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.fixtures.SignedPush;
import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Many pushes at once, while runs are served. */
class ManyPushesIT {
  private static final int PUSHES = 500;
  private static final int AT_ONCE = 50;

  /** Fewer would mean that hardly any was served meanwhile. */
  private static final int RUNS = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void pushes_fiveHundredAtOnce_failNoRunAndEndWithTheLastCommitLive()
      throws IOException, InterruptedException, ExecutionException {
    try (Server server = Server.start(folder.resolve("data"));
        Team team = Team.connect(server, "production", folder)) {
      VersionedWorkflows.write(team.repository(), "0");
      team.release("zero");
      try (Traffic traffic = Traffic.start(team)) {
        String last = pushAll(team);

        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .untilAsserted(() -> assertThat(liveCommit(team)).isEqualTo(last));
        assertThat(traffic.failures()).isEmpty();
        assertThat(traffic.runs()).isGreaterThan(RUNS);
        assertQuiet(server, team, last);
      }
      assertThat(VersionsLive.ask(team).whole().version()).isEqualTo(String.valueOf(PUSHES));
    }
  }

  /** Nothing is left to do, so nothing can replace what is live. */
  private static void assertQuiet(Server server, Team team, String last) {
    JsonNode newest = server.admin().get(team.path("/syncs?limit=1")).json().at("/items/0");
    JsonNode ended = team.awaitEnd(newest.path("id").asString());
    assertThat(ended.path("status").asString()).isIn("released", "unchanged");
    assertThat(liveCommit(team)).isEqualTo(last);
  }

  private static String liveCommit(Team team) {
    return team.run(USER_TOKENS).at("/workflow/commit").asString();
  }

  /** Moves the branch so often, and lets the host tell of it on many connections at once. */
  private static String pushAll(Team team)
      throws IOException, InterruptedException, ExecutionException {
    String commit = "";
    List<Future<String>> deliveries = new ArrayList<>();
    try (ExecutorService host = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int version = 1; version <= PUSHES; version++) {
        VersionedWorkflows.write(team.repository(), String.valueOf(version));
        commit = team.repository().push("version " + version);
        SignedPush push = SignedPush.ofBranch("main", commit, Team.SECRET);
        deliveries.add(host.submit(() -> deliverUntilAccepted(team, push)));
      }
      for (Future<String> delivery : deliveries) {
        assertThat(delivery.get()).startsWith("syn_");
      }
    }
    return commit;
  }

  /** As a Git host's redelivery: the same again, under the same id, when asked to come back. */
  private static String deliverUntilAccepted(Team team, SignedPush push)
      throws InterruptedException {
    Answer answer = team.deliver(push);
    while (answer.status() == 503) {
      long seconds = Long.parseLong(answer.header("Retry-After").orElseThrow());
      TimeUnit.SECONDS.sleep(seconds);
      answer = team.deliver(push);
    }
    return answer.expect(202).json().path("sync").asString();
  }
}

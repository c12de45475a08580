package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three gateways, two sync workers, a webhook and PostgreSQL, with logins and pushes that keep
 * coming while each of them is killed, or replaced, in turn. Takes minutes, and a machine of its
 * own.
 */
@Tag("fleet")
class FleetIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Much longer than a gateway waits for its registry. */
  private static final Duration OUTAGE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private Fleet fleet;
  private Team team;

  @BeforeEach
  void start() throws IOException {
    fleet = Fleet.start(folder);
    team = Team.connect(fleet.gateways().getFirst().server(), "production", folder);
    VersionedWorkflows.write(team.repository(), "0");
    String commit = team.repository().push("version 0");
    Server webhook = fleet.webhook().server();
    webhook.anonymous().send(Team.push(commit).request(team.hookOf(webhook))).expect(202);
    gateways().forEach(it -> awaitCommit(it, commit));
  }

  @AfterEach
  void close() {
    team.close();
    fleet.close();
  }

  private List<Server> gateways() {
    return fleet.gateways().stream().map(Fleet.Member::server).toList();
  }

  @Test
  void killingEachInTurn_failsNoRunAndLosesNoPush() throws InterruptedException {
    try (BalancedTraffic traffic = BalancedTraffic.start(team, gateways())) {
      Pusher pusher = Pusher.start(team, fleet.webhook().server());
      try (pusher) {
        for (Fleet.Member gateway : fleet.gateways()) {
          traffic.takeOutAfter(gateway.server(), gateway.server()::kill);
          gateway.startAgain();
          awaitReady(gateway.server());
          traffic.putBack(gateway.server());
          awaitAnother(pusher);
        }
        for (Fleet.Member worker : fleet.workers()) {
          worker.server().kill();
          awaitAnother(pusher);
          worker.startAgain();
        }
        fleet.webhook().server().kill();
        fleet.webhook().startAgain();
        awaitAnother(pusher);

        fleet.database().kill();
        Thread.sleep(OUTAGE);
        await("that a push is refused").atMost(PATIENCE).until(() -> pusher.refused() > 0);
        fleet.database().startAgain();
        awaitAnother(pusher);
      }
      assertAgreed(pusher);
      assertThat(traffic.failures()).isEmpty();
      assertThat(traffic.runs()).isGreaterThan(500);
    }
  }

  @Test
  void replacingEachInTurn_dropsNothing() throws InterruptedException {
    try (BalancedTraffic traffic = BalancedTraffic.start(team, gateways())) {
      Pusher pusher = Pusher.start(team, fleet.webhook().server());
      try (pusher) {
        for (Fleet.Member gateway : fleet.gateways()) {
          traffic.takeOut(gateway.server());
          gateway.server().stop();
          gateway.startAgain();
          awaitReady(gateway.server());
          traffic.putBack(gateway.server());
        }
        for (Fleet.Member worker : fleet.workers()) {
          worker.server().stop();
          worker.startAgain();
        }
        fleet.webhook().server().stop();
        fleet.webhook().startAgain();
        awaitAnother(pusher);
      }
      assertAgreed(pusher);
      assertThat(traffic.failures()).isEmpty();
      assertThat(traffic.brokenOff()).isZero();
      assertThat(traffic.runs()).isGreaterThan(300);
    }
  }

  private static void awaitReady(Server gateway) {
    await("that it is ready")
        .atMost(PATIENCE)
        .until(() -> gateway.anonymous().get("/readyz").status() == 200);
  }

  /** Waits until what was pushed by now is live on every gateway. */
  private void awaitAnother(Pusher pusher) {
    int before = newestRelease(gateways().getFirst());
    await("a release after " + before)
        .atMost(PATIENCE.plus(Fleet.LEASE))
        .untilAsserted(() -> {
          assertThat(pusher.failures()).isEmpty();
          assertThat(gateways())
              .allSatisfy(it -> assertThat(newestRelease(it)).isGreaterThan(before));
        });
  }

  private int newestRelease(Server gateway) {
    return run(gateway).at("/workflow/release").asInt();
  }

  private void awaitCommit(Server gateway, String commit) {
    await("that " + commit + " is live")
        .atMost(PATIENCE.plus(Fleet.LEASE))
        .untilAsserted(() -> {
          Answer answer = gateway.admin().post(team.runs(USER_TOKENS), Team.EVENT);
          assertThat(answer.json().at("/workflow/commit").asString())
              .as(answer.body())
              .isEqualTo(commit);
        });
  }

  private JsonNode run(Server gateway) {
    return gateway.admin().post(team.runs(USER_TOKENS), Team.EVENT).expect(200).json();
  }

  /** All gateways serve the last push that was accepted; none was lost, none deployed twice. */
  private void assertAgreed(Pusher pusher) {
    assertThat(pusher.failures()).isEmpty();
    gateways().forEach(it -> awaitCommit(it, pusher.lastAccepted()));
    assertThat(gateways().stream().map(this::newestRelease).distinct()).hasSize(1);
    JsonNode releases = team.releases();
    assertThat(
            StreamSupport.stream(releases.spliterator(), false)
                .map(it -> it.at("/deployments/0/commit").asString()))
        .doesNotHaveDuplicates();
    String newest = "/releases/" + releases.at("/0/number").asInt();
    await("that all are known to serve it")
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode release = gateways().getLast().admin().get(team.path(newest)).json();
          assertThat(release.path("servedBy")).as(release.toString()).hasSize(3);
          assertThat(release.path("servedByAll").asBoolean()).isTrue();
        });
    assertThat(pusher.syncs())
        .allSatisfy(it ->
            assertThat(team.awaitEnd(it).path("status").asString())
                .isIn("released", "superseded", "unchanged"));
  }
}

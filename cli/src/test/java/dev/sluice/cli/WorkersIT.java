package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.fixtures.HttpRemote;
import dev.sluice.fixtures.PostgresServer;
import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two sync workers on one database: what one of them doesn't end, the other does. */
class WorkersIT {
  private static final Duration LEASE = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private String database = "";
  private Server server;
  private Team team;
  private WorkerProcess one;
  private WorkerProcess two;

  /** A worker's process, beside its data. */
  private record WorkerProcess(Path data, CommandProcess command) implements AutoCloseable {
    String id() throws IOException {
      return Files.readString(data.resolve("mirrors/.worker")).strip();
    }

    @Override
    public void close() {
      command.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    database = PostgresServer.shared().newDatabase();
    server =
        Server.start(
            folder.resolve("gateway"), "--roles", "gateway,webhook", "--registry", database);
    one = worker("one");
    two = worker("two");
    one.command().awaitLine();
    two.command().awaitLine();
    team = Team.connect(server, "production", folder);
  }

  private WorkerProcess worker(String name) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    Files.copy(
        folder.resolve("gateway/master.key"),
        data.resolve("master.key"),
        StandardCopyOption.COPY_ATTRIBUTES);
    return new WorkerProcess(data, launch(data));
  }

  private CommandProcess launch(Path data) {
    return Server.launch(
        data,
        Map.of(),
        List.of(
            "--roles",
            "sync-worker",
            "--registry",
            database,
            "--sync-lease",
            String.valueOf(LEASE.toSeconds())));
  }

  @AfterEach
  void end() {
    List.of(team, one, two, server).forEach(WorkersIT::close);
  }

  private static void close(AutoCloseable it) {
    try {
      it.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void workerWithASync_stoppedOrKilled_isReplacedAtOnceOrWithinItsLease()
      throws IOException, InterruptedException {
    try (HttpRemote slow = new HttpRemote(team.repository().folder())) {
      String sync = pushed(1, slow);
      WorkerProcess stopped = holder(sync);
      stopped.command().terminate();
      assertThat(stopped.command().exitCode()).as(stopped.command().output()).isZero();
      await("that the other takes it")
          .atMost(LEASE.dividedBy(2))
          .until(() -> !List.of("queued", stopped.id()).contains(who(sync)));
      assertReleased(sync, 1);

      stopped.close();
      CommandProcess again = launch(stopped.data());
      one = stopped.equals(one) ? new WorkerProcess(one.data(), again) : one;
      two = stopped.equals(two) ? new WorkerProcess(two.data(), again) : two;
      again.awaitLine();
    }
    try (HttpRemote slow = new HttpRemote(team.repository().folder())) {
      String sync = pushed(2, slow);
      WorkerProcess killed = holder(sync);
      long then = System.nanoTime();
      killed.command().kill();

      assertReleased(sync, 2);
      assertThat(Duration.ofNanos(System.nanoTime() - then)).isLessThan(LEASE.multipliedBy(2));
      assertThat(team.sync(sync).path("attempts").asInt()).isEqualTo(2);
    }
  }

  /** A push that a worker fetches from that host, which doesn't answer; the next finds another. */
  private String pushed(int version, HttpRemote slow) throws IOException, InterruptedException {
    team.configure(slow.url());
    VersionedWorkflows.write(team.repository(), String.valueOf(version));
    String sync = team.accepted(team.repository().push("version " + version));
    assertThat(slow.awaitAsked()).isTrue();
    team.configure(team.repository().url());
    return sync;
  }

  private WorkerProcess holder(String sync) throws IOException {
    String id = who(sync);
    assertThat(id).isIn(one.id(), two.id());
    return id.equals(one.id()) ? one : two;
  }

  /** The worker that has it, or how it stands. */
  private String who(String sync) {
    JsonNode shown = team.sync(sync);
    return shown.has("worker")
        ? shown.at("/worker/id").asString()
        : shown.path("status").asString();
  }

  private void assertReleased(String sync, int release) {
    JsonNode ended = team.awaitEnd(sync);
    assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("released");
    assertThat(ended.has("worker")).isFalse();
    assertThat(team.releases()).hasSize(release);
  }
}

package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTest {
  private Workbench bench;

  @BeforeEach
  void push(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("add");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void remote_thatIsDown_defersAndIsTriedAgain() {
    bench.connect("http://127.0.0.1:1/team/auth.git", true);

    Sync sync = bench.sync();

    assertThat(sync.status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(bench.log(sync)).contains("http://127.0.0.1:1/team/auth.git", "Trying again in");
    assertThat(bench.worker().step()).as("not due yet").isFalse();

    bench.connect(bench.repository().url(), true);
    bench.clock().pass(Duration.ofSeconds(1));
    assertThat(bench.worker().step()).isTrue();
    assertThat(bench.reread(sync).status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void remote_thatIsDownForHours_isStillTried() {
    bench.connect("http://127.0.0.1:1/team/auth.git", true);
    Sync sync = bench.sync();

    retryMinutely(20);
    assertThat(bench.reread(sync).progress().attempts()).isEqualTo(21);
    bench.clock().pass(Duration.ofHours(23));
    bench.worker().step();

    assertThat(bench.reread(sync).status()).isEqualTo(SyncStatus.QUEUED);
    bench.connect(bench.repository().url(), true);
    retryMinutely(1);
    assertThat(bench.reread(sync).status()).isEqualTo(SyncStatus.RELEASED);
  }

  private void retryMinutely(int times) {
    for (int i = 0; i < times; i++) {
      bench.clock().pass(Duration.ofMinutes(1));
      bench.worker().step();
    }
  }

  @Test
  void remote_thatStaysDownForADay_failsInTheEnd() {
    bench.connect("http://127.0.0.1:1/team/auth.git", true);
    Sync sync = bench.sync();

    bench.clock().pass(Duration.ofHours(24));
    retryMinutely(8);
    assertThat(bench.reread(sync).status()).as("hardly tried").isEqualTo(SyncStatus.QUEUED);
    retryMinutely(1);

    assertThat(bench.reread(sync).status()).isEqualTo(SyncStatus.FAILED);
    assertThat(bench.log(sync)).containsOnlyOnce("Gave up after 10 attempts in 24 hours");
  }

  @Test
  void bundler_endedInTheMiddle_defersAndIsTriedAgain() {
    Sync sync = bench.registry().syncs().request(PRODUCTION, "asked for by a test");

    try (SyncWorker worker = bench.workerBundlingWithin(Duration.ofNanos(1))) {
      worker.step();
    }
    assertThat(bench.reread(sync).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(bench.log(sync)).contains("Bundling took longer than", "Trying again in");

    bench.clock().pass(Duration.ofSeconds(1));
    bench.worker().step();
    assertThat(bench.reread(sync).status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void bundling_thatTakesTooLongEachTime_isRejectedInTheEnd() {
    Sync sync = bench.registry().syncs().request(PRODUCTION, "asked for by a test");

    try (SyncWorker worker = bench.workerBundlingWithin(Duration.ofNanos(1))) {
      while (worker.step()) {
        bench.clock().pass(Duration.ofMinutes(1));
      }
    }

    Sync ended = bench.reread(sync);
    assertThat(ended.status()).as(bench.log(sync)).isEqualTo(SyncStatus.REJECTED);
    assertThat(ended.progress().attempts()).isEqualTo(3);
    assertThat(ended.progress().problems().getFirst().code()).isEqualTo("bundling_too_long");
    assertThat(bench.log(sync)).contains("(limit bundle-seconds), 3 times");
    assertThat(bench.sync().status()).as("by who can").isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void repository_thatIsNotThere_failsAtOnce() {
    bench.connect("file:///no/such/repository.git", true);

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.FAILED);
  }

  @Test
  void mirror_whoseObjectsAreDamaged_isFetchedAnew() throws IOException {
    bench.sync();
    bench.repository().write("README.md", "words").push("docs");
    damagePacks();

    Sync sync = bench.sync();
    bench.clock().pass(Duration.ofSeconds(1));
    bench.worker().step();

    assertThat(bench.reread(sync).status()).as(bench.log(sync)).isEqualTo(SyncStatus.UNCHANGED);
  }

  private void damagePacks() throws IOException {
    try (Stream<Path> packs = Files.list(bench.mirror().resolve("objects/pack"))) {
      for (Path pack : packs.filter(file -> file.toString().endsWith(".pack")).toList()) {
        Files.write(pack, new byte[10]);
      }
    }
  }

  @Test
  void sync_thatAKillInterrupted_isTakenUpByTheNextStart() throws Exception {
    Sync asked = bench.registry().syncs().request(PRODUCTION, "asked for by a test");
    bench.restart();
    bench.claim();

    Signal released = Signal.onRelease(bench.registry());
    bench.worker().start();
    released.await();

    assertThat(bench.reread(asked).status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.reread(asked).progress().takeOvers()).isEqualTo(1);
  }

  @Test
  void sync_thatAStopInterrupted_isntHeldAgainstIt() {
    Sync asked = bench.registry().syncs().request(PRODUCTION, "asked for by a test");
    for (int i = 0; i < 4; i++) {
      bench.claim();
      bench.restart();
    }

    bench.worker().step();

    assertThat(bench.reread(asked).status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.reread(asked).progress().takeOvers()).isZero();
  }

  @Test
  void sync_queuedWhileTheLoopSleeps_wakesIt() throws Exception {
    bench.worker().start();

    Signal released = Signal.onRelease(bench.registry());
    bench.registry().syncs().request(PRODUCTION, "asked for by a test");
    released.await();

    assertThat(bench.registry().releases().live(PRODUCTION)).isPresent();
  }
}

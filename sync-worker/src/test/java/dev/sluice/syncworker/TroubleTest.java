package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a sync when the worker itself, or the registry, is in trouble. */
class TroubleTest {
  private Workbench bench;
  private FlakyRegistry flaky;
  private Sync sync;

  @BeforeEach
  void ask(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("add");
    flaky = new FlakyRegistry(bench.registry());
    sync = bench.registry().syncs().request(PRODUCTION, "asked for by a test");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void registryThatFails_asTheWorkerStarts_leavesItToBeStartedAgain_unlessItIsClosed() {
    SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector());
    try (worker) {
      flaky.take("reclaim");
      assertThatThrownBy(worker::start).isInstanceOf(RegistryException.class);
      assertThat(worker.isAlive()).isFalse();

      flaky.giveBack();
      worker.start();

      assertThat(worker.isAlive()).isTrue();
    }
    flaky.take("reclaim");
    assertThatCode(worker::start).as("another may have its name by now").doesNotThrowAnyException();
  }

  @Test
  void bug_inAStep_failsTheSyncAndNotTheWorker() {
    try (SyncWorker worker =
        bench.worker(
            flaky.seen(),
            (environment, bundle) -> {
              throw new IllegalStateException("a bug");
            })) {
      assertThat(worker.step()).isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.FAILED);
    assertThat(bench.log(sync)).contains("a bug of its own");
  }

  @Test
  void error_inAStep_failsTheSyncAndNotTheWorker() {
    try (SyncWorker worker =
        bench.worker(
            flaky.seen(),
            (environment, bundle) -> {
              throw new StackOverflowError("too deep");
            })) {
      assertThat(worker.step()).isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.FAILED);
    assertThat(bench.log(sync)).contains("a bug of its own");
  }

  @Test
  void release_thatTheRegistryRefuses_isNotWaitedForAsIfItWereAway() {
    flaky.failOnce("deploy", new UnwritableException("refused", new IllegalStateException()));

    try (SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector())) {
      assertThat(worker.step()).isTrue();
    }

    assertThat(status()).isEqualTo(SyncStatus.FAILED);
  }

  @Test
  void error_whileTheOutcomeIsWrittenDown_getsTheSyncBack() {
    bench.connect("http://127.0.0.1:1/team/auth.git", true);
    try (SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector())) {
      flaky.failOnce("defer", new OutOfMemoryError("no heap left"));
      assertThatThrownBy(worker::step).isInstanceOf(OutOfMemoryError.class);
      assertThat(status()).isEqualTo(SyncStatus.RUNNING);
      bench.connect(bench.repository().url(), true);
      bench.clock().pass(Duration.ofSeconds(1));

      assertThat(worker.step()).isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void error_onAThreadOfTheLoop_leavesItAlive() throws InterruptedException {
    flaky.failOnce("claim", new OutOfMemoryError("no heap left"));
    Signal released = Signal.onRelease(bench.registry());
    SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector());
    try (worker) {
      assertThat(worker.isAlive()).isFalse();
      worker.start();
      released.await();

      assertThat(worker.isAlive()).isTrue();
    }
    assertThat(worker.isAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"synced", "log", "deploy", "live"})
  void registry_awayInTheMiddle_getsTheSyncBackWhenItReturns(String method) {
    try (SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector())) {
      flaky.take(method);
      worker.step();
      assertThat(status()).isEqualTo(SyncStatus.RUNNING);
      flaky.take("claim");
      flaky.take("defer");
      assertThatThrownBy(worker::step).isInstanceOf(RegistryException.class);
      bench.clock().pass(Duration.ofSeconds(1));
      flaky.giveBack();

      assertThat(worker.step()).as("at once: it was away for long enough").isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void registry_awayJustAfterTheRelease_losesNothing() {
    try (SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector())) {
      flaky.takeAfter("deploy", "log");
      assertThat(worker.step()).isTrue();
      flaky.giveBack();
      assertThat(worker.step()).isFalse();
    }
    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.registry().releases().live(PRODUCTION)).isPresent();
  }

  @Test
  void registry_thatRefusesAnEnd_isAskedLessAndLessOften() {
    bench.connect("file:///no/such/repository.git", true);
    flaky.take("end");
    try (SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector())) {
      int tries = 0;
      for (int second = 0; second < 600; second++) {
        tries += worker.step() ? 1 : 0;
        bench.clock().pass(Duration.ofSeconds(1));
      }
      assertThat(tries).isBetween(10, 40);
      assertThat(bench.reread(sync).progress().attempts()).isEqualTo(tries);
      assertThat(bench.log(sync)).contains("couldn't be written down", "Trying again in");

      bench.connect(bench.repository().url(), true);
      bench.clock().pass(Duration.ofMinutes(1));
      worker.step();
    }
    assertThat(status()).as("what can be written down").isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void registry_thatRefusesAnEndForADay_isToldOfThatInstead() {
    bench.connect("file:///no/such/repository.git", true);
    flaky.take("end");
    try (SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector())) {
      bench.clock().pass(Duration.ofHours(24));
      for (int i = 0; i < 10; i++) {
        worker.step();
        bench.clock().pass(Duration.ofMinutes(1));
      }
      assertThat(status()).isEqualTo(SyncStatus.RUNNING);
      flaky.giveBack();
      worker.step();
    }
    assertThat(bench.reread(sync).progress().failure())
        .hasValueSatisfying(
            it -> assertThat(it).contains("Gave up after 10 attempts", "couldn't be written down"));
  }

  @Test
  void sync_thatCantBePutBack_holdsUpNoOther() {
    EnvironmentName staging = new EnvironmentName("staging");
    bench
        .registry()
        .environments()
        .put(
            staging,
            bench.registry().environments().find(PRODUCTION).orElseThrow().settings(),
            Map.of());
    try (SyncWorker worker = bench.worker(flaky.seen(), Workbench.inspector())) {
      flaky.take("deploy");
      worker.step();
      flaky.giveBack();
      flaky.take("defer");
      Sync other = bench.registry().syncs().request(staging, "asked for by a test");

      assertThat(worker.step()).isTrue();

      assertThat(bench.registry().syncs().find(staging, other.id()).orElseThrow().status())
          .isEqualTo(SyncStatus.RELEASED);
      assertThat(status()).isEqualTo(SyncStatus.RUNNING);
    }
  }

  @Test
  void sync_brokenOffByClosing_staysItsOwn() {
    SyncWorker worker =
        bench.worker(
            flaky.seen(),
            (environment, bundle) -> {
              throw new IllegalStateException("closed under its feet");
            });
    worker.close();

    worker.step();

    assertThat(status()).isEqualTo(SyncStatus.RUNNING);
    assertThat(bench.registry().syncs().giveBack(worker.identity().id())).isEqualTo(1);
  }

  @Test
  void sync_notClaimable_isNoWork() {
    bench.worker().step();

    assertThat(bench.worker().step()).isFalse();
  }

  private SyncStatus status() {
    return bench.reread(sync).status();
  }
}

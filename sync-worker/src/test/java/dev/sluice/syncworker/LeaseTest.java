package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.HttpRemote;
import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several workers on one registry: none waits for one that is gone, and nothing is done twice. */
@Timeout(60)
class LeaseTest {
  private static final Duration LEASE = Claiming.USUAL_LEASE;
  private static final Duration TICK = Duration.ofMillis(1);
  private static final String ANOTHER =
      """
      export const workflowSettings = { id: 'another', trigger: 'user:pre_mfa' };
      export default () => {};
      """;

  private Workbench bench;
  private FlakyRegistry flaky;
  private Sync sync;
  private Runnable inTheMiddle = () -> {};

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
  void workerThatDied_isReplacedWhenItsLeaseIsOver() {
    bench.claim();
    try (SyncWorker other = other()) {
      assertThat(other.step()).isFalse();
      bench.clock().pass(LEASE.minus(TICK));
      assertThat(other.step()).isFalse();
      bench.clock().pass(TICK);

      assertThat(other.step()).isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.reread(sync).progress().attempts()).isEqualTo(2);
  }

  @Test
  void syncThatEndsEveryWorker_isEndedByTheNext() {
    for (int i = 0; i < 3; i++) {
      bench.claim();
      bench.clock().pass(LEASE);
    }
    StringBuilder begun = new StringBuilder();
    inTheMiddle = () -> begun.append("begun");

    try (SyncWorker next = other()) {
      assertThat(next.step()).isTrue();
    }

    assertThat(status()).isEqualTo(SyncStatus.FAILED);
    assertThat(begun).as("ended by it, too").isEmpty();
    assertThat(bench.reread(sync).progress().problems())
        .extracting(Problem::code)
        .containsExactly("sync_broke_off");
    assertThat(bench.log(sync)).contains("broke off 3 times in a row", "memory", "ask for a sync");
    assertThat(bench.sync().status()).as("by who can").isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void workerThatDied_isToldOfInTheLog() {
    for (int i = 0; i < 2; i++) {
      bench.claim();
      bench.clock().pass(LEASE);
    }

    assertThat(bench.worker().step()).isTrue();

    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync)).contains("After 3 times in a row it fails; this was number 2");
  }

  @Test
  void workerThatStops_isReplacedAtOnce() {
    try (SyncWorker other = other()) {
      bench.claim();
      bench.worker().close();

      assertThat(other.step()).isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void workerPausedForLongerThanItsLease_writesNothingMore() {
    StringBuilder others = new StringBuilder();
    inTheMiddle =
        () -> {
          bench.clock().pass(LEASE);
          assertThat(bench.worker().step()).isTrue();
          others.append(bench.log(sync));
        };
    try (SyncWorker paused = other()) {
      assertThat(paused.step()).isTrue();
      assertThat(paused.step()).as("anything left").isFalse();
    }

    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(releases()).hasSize(1);
    assertThat(bench.log(sync)).isEqualTo(others.toString()).containsOnlyOnce("is live after");
  }

  @Test
  void workerThatSaysSoInTime_keepsASyncForLongerThanALease() {
    try (SyncWorker slow = other()) {
      inTheMiddle =
          () -> {
            for (int i = 0; i < 5; i++) {
              bench.clock().pass(LEASE.dividedBy(2));
              slow.stepHeartbeat();
              assertThat(bench.worker().step()).isFalse();
            }
          };

      assertThat(slow.step()).isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.reread(sync).progress().attempts()).isEqualTo(1);
  }

  @Test
  void workerThatHearsOfItsLoss_breaksOff() throws Exception {
    try (HttpRemote slow = new HttpRemote(bench.repository().folder());
        SyncWorker paused = other()) {
      bench.connect(slow.url(), true);
      CompletableFuture<Boolean> step = CompletableFuture.supplyAsync(() -> stepped(paused));
      assertThat(slow.awaitAsked()).isTrue();
      bench.connect(bench.repository().url(), true);
      bench.clock().pass(LEASE);
      assertThat(bench.worker().step()).isTrue();

      paused.stepHeartbeat();

      assertThat(step.get(30, TimeUnit.SECONDS)).as("free for the next one").isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync)).doesNotContain("Trying again");
  }

  @Test
  void workerThatCantReachTheRegistry_goesOnUntilItsLeaseIsOver_andThenTriesAnew()
      throws Exception {
    try (HttpRemote slow = new HttpRemote(bench.repository().folder());
        SyncWorker cutOff = other()) {
      bench.connect(slow.url(), true);
      CompletableFuture<Boolean> step = CompletableFuture.supplyAsync(() -> stepped(cutOff));
      assertThat(slow.awaitAsked()).isTrue();
      flaky.take("renew");
      bench.clock().pass(LEASE.minus(TICK));
      cutOff.stepHeartbeat();
      assertGoesOn(step);

      bench.clock().pass(TICK);
      cutOff.stepHeartbeat();
      assertThat(step.get(30, TimeUnit.SECONDS)).as("free for the next one").isTrue();
      assertThat(status()).isEqualTo(SyncStatus.RUNNING);
      bench.connect(bench.repository().url(), true);
      flaky.giveBack();
      assertThat(cutOff.step()).as("not due yet").isFalse();
      bench.clock().pass(Duration.ofSeconds(1));

      assertThat(cutOff.step()).isTrue();
    }
    assertThat(status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(releases()).hasSize(1);
  }

  @Test
  void twoWorkers_takingTurns_keepWhatTheOtherBuilt() throws IOException {
    try (SyncWorker other = other()) {
      assertThat(bench.worker().step()).isTrue();
      bench
          .repository()
          .write("kindeSrc/environment/workflows/b/Workflow.ts", ANOTHER)
          .push("one more");
      Sync second = bench.registry().syncs().request(PRODUCTION, "asked for by a test");
      assertThat(other.step()).isTrue();
      assertThat(bench.reread(second).status()).isEqualTo(SyncStatus.RELEASED);
      assertThat(bench.log(second)).contains("Kept 1 workflow", "Bundled 1 workflow");

      bench.repository().write("README.md", "words").push("docs");
      Sync third = bench.sync();

      assertThat(third.status()).isEqualTo(SyncStatus.UNCHANGED);
    }
  }

  /** With mirrors of its own, and a hook before each bundle is loaded. */
  private SyncWorker other() {
    return bench.worker(
        flaky.seen(),
        (environment, bundle) -> {
          inTheMiddle.run();
          return Workbench.inspector().inspect(environment, bundle);
        });
  }

  /** Whether it is free for the next sync afterwards: nothing interrupts that. */
  private static boolean stepped(SyncWorker worker) {
    return worker.step() && !Thread.currentThread().isInterrupted();
  }

  private static void assertGoesOn(CompletableFuture<Boolean> step)
      throws InterruptedException, ExecutionException {
    try {
      step.get(100, TimeUnit.MILLISECONDS);
    } catch (TimeoutException goesOn) {
      return;
    }
    throw new AssertionError("it ended");
  }

  private SyncStatus status() {
    return bench.reread(sync).status();
  }

  private List<Release> releases() {
    return bench.registry().releases().list(PRODUCTION, PageRequest.first(9)).items();
  }
}

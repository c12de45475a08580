package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes, polls and what the host shows, in the order in which they come. */
class EarlyPushTest {
  private static final String NOT_SHOWN_YET = "c".repeat(40);

  private Workbench bench;
  private String first;

  @BeforeEach
  void release(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    first = push("one", "user:pre_mfa");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    bench.clock().pass(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void push_beforeTheHostShowsItsCommit_isLookedForAgainUntilItIsThere() throws IOException {
    Sync early = accept(NOT_SHOWN_YET);
    step();
    assertThat(bench.reread(early).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(bench.worker().step()).as("due at once").isFalse();
    bench.clock().pass(Duration.ofMillis(500));
    step();
    push("two", "user:pre_mfa");
    bench.clock().pass(Duration.ofSeconds(1));

    step();

    assertThat(bench.reread(early).status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(early)).contains("Looking again in 500 ms", "Looking again in 1000 ms");
  }

  @Test
  void push_ofACommitThatNeverShows_goesOnWithWhatIsThere() {
    Sync early = accept(NOT_SHOWN_YET);
    int looks = 0;
    while (!bench.reread(early).status().ended()) {
      step();
      looks++;
      bench.clock().pass(Duration.ofSeconds(16));
    }

    assertThat(looks).isEqualTo(7);
    assertThat(bench.reread(early).status()).isEqualTo(SyncStatus.UNCHANGED);
    assertThat(bench.log(early)).contains("going on with what it shows");
  }

  @Test
  void commit_thatALookSaw_isntSaidToBePushed() {
    Sync seen = bench.registry().syncs().requestSeen(PRODUCTION, new CommitId(NOT_SHOWN_YET));
    while (!bench.reread(seen).status().ended()) {
      step();
      bench.clock().pass(Duration.ofSeconds(16));
    }

    assertThat(bench.log(seen))
        .contains("A look at the branch saw cccccccccc, but the host still shows")
        .contains("A look at the branch saw cccccccccc, which the host still doesn't show")
        .doesNotContain("push");
    Sync pushed = accept(NOT_SHOWN_YET);
    step();
    assertThat(bench.log(pushed)).contains("The push told of cccccccccc, but the host still");
  }

  @Test
  void push_ofACommitKnownAlready_isntWaitedFor() throws IOException {
    push("two", "user:pre_mfa");
    bench.sync();

    Sync late = accept(first);
    step();

    assertThat(bench.reread(late).status()).isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void push_amongManyAtOnce_isWaitedForBriefly() throws IOException {
    push("two", "user:pre_mfa");
    bench.sync();
    Sync overtaken = accept(NOT_SHOWN_YET);
    for (Duration wait : new Duration[] {Duration.ofMillis(500), Duration.ofSeconds(1)}) {
      step();
      bench.clock().pass(wait);
    }
    step();
    bench.clock().pass(Duration.ofSeconds(2));

    step();

    assertThat(bench.reread(overtaken).status()).isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void pushes_aHundredAtOnce_areTwoSyncsOfTheNewestCommit() throws IOException {
    Sync before = accept(push("before", "user:pre_mfa"));
    Sync running = bench.claim();
    assertThat(running).extracting(Sync::id).isEqualTo(before.id());
    String newest = "";
    for (int i = 0; i < 100; i++) {
      newest = push("w" + i, "user:pre_mfa");
      accept(newest);
    }
    bench.registry().syncs().giveBack(bench.worker().identity().id());

    step();

    assertThat(bench.worker().step()).as("anything left").isFalse();
    assertThat(bench.registry().releases().live(PRODUCTION).orElseThrow().commit())
        .contains(new CommitId(newest));
    assertThat(
            bench
                .registry()
                .syncs()
                .list(PRODUCTION, Optional.of(SyncStatus.RELEASED), PageRequest.first(9))
                .items())
        .hasSize(2);
  }

  @Test
  void branchThatMovedWithoutAPush_isFoundAndReleased() throws IOException {
    bench.worker().stepPoll();
    push("two", "user:pre_mfa");
    bench.clock().pass(Duration.ofMinutes(10));

    assertThat(bench.worker().stepPoll()).isTrue();
    step();

    assertThat(bench.registry().releases().live(PRODUCTION).orElseThrow().number()).isEqualTo(2);
  }

  private String push(String id, String trigger) throws IOException {
    bench.repository().clear();
    bench.repository().write(FOLDER + "aWorkflow.ts", SampleWorkflows.idle(id, trigger));
    return bench.repository().push(id);
  }

  private Sync accept(String head) {
    return bench
        .registry()
        .syncs()
        .accept(new Push(PRODUCTION, UUID.randomUUID().toString(), head));
  }

  private void step() {
    assertThat(bench.worker().step()).isTrue();
  }
}

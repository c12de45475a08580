package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do so that each bad ending of a sync is told once. */
public abstract class UntoldSyncsContract extends RegistryContract {
  private static final Duration LEASE = Duration.ofMinutes(10);

  @Test
  void claimUntold_badEndings_areGivenOnceEach() {
    Sync rejected = end(PRODUCTION, new SyncEnding.Rejected(commit(1), List.of()));
    clock.pass(Duration.ofSeconds(1));
    Sync failed = end(STAGING, new SyncEnding.Failed("no remote"));

    assertThat(claim().map(Sync::id)).contains(rejected.id());
    assertThat(claim().flatMap(sync -> sync.progress().failure())).contains("no remote");
    assertThat(claim()).isEmpty();
    assertThat(failed.id()).isNotEqualTo(rejected.id());
  }

  @Test
  void claimUntold_goodEndings_areNotGiven() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    end(PRODUCTION, new SyncEnding.Unchanged(commit(1), commit(1)));
    samples.running(PRODUCTION);

    assertThat(claim()).isEmpty();
  }

  @Test
  void claimUntold_untilThen_isGivenAgainUnlessItWasTold() {
    end(PRODUCTION, new SyncEnding.Failed("one"));
    end(STAGING, new SyncEnding.Failed("two"));
    Sync told = claim().orElseThrow();
    Sync forgotten = claim().orElseThrow();

    registry.syncs().told(told.id(), until());
    clock.pass(LEASE);

    assertThat(claim().map(Sync::id)).contains(forgotten.id());
    assertThat(claim()).isEmpty();
  }

  @Test
  void told_afterSomeoneElseClaimedIt_leavesItToThem() {
    Sync sync = end(PRODUCTION, new SyncEnding.Failed("one"));
    claim();
    Instant mine = until();
    clock.pass(LEASE);
    claim();

    registry.syncs().told(sync.id(), mine);

    clock.pass(LEASE);
    assertThat(claim()).isPresent();
  }

  @Test
  void claimUntold_queuedAgain_isOfItsNextEnding() {
    registry.syncs().accept(push(PRODUCTION, "one"));
    Sync sync = samples.claim(now()).orElseThrow();
    registry.syncs().end(sync.claim(), new SyncEnding.Failed("once"));

    registry.syncs().accept(push(PRODUCTION, "one"));
    assertThat(claim()).isEmpty();

    Sync again = samples.claim(now()).orElseThrow();
    registry.syncs().end(again.claim(), new SyncEnding.Failed("twice"));
    assertThat(claim().flatMap(it -> it.progress().failure())).contains("twice");
  }

  private Sync end(EnvironmentName environment, SyncEnding ending) {
    Sync sync = samples.running(environment);
    registry.syncs().end(sync.claim(), ending);
    return sync;
  }

  private Optional<Sync> claim() {
    return registry.syncs().claimUntold(now(), until());
  }

  private Instant until() {
    return now().plus(LEASE);
  }
}

package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Freshness;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must tell of how well an environment knows its branch. */
public abstract class FreshnessContract extends RegistryContract {

  @Test
  void freshness_beforeAnySync_knowsNothing() {
    assertThat(registry.syncs().freshness(PRODUCTION))
        .isEqualTo(new Freshness(false, Optional.empty(), Optional.empty()));
  }

  @Test
  void freshness_whileASyncWaitsOrRuns_isUnderWay() {
    registry.syncs().request(PRODUCTION, "asked for by a test");
    assertThat(registry.syncs().freshness(PRODUCTION).underWay()).isTrue();

    Sync running = samples.claim(now()).orElseThrow();
    assertThat(registry.syncs().freshness(PRODUCTION).underWay()).isTrue();
    assertThat(registry.syncs().freshness(STAGING).underWay()).isFalse();

    registry.syncs().end(running.claim(), new SyncEnding.Failed("away"));
    assertThat(registry.syncs().freshness(PRODUCTION))
        .isEqualTo(new Freshness(false, Optional.empty(), Optional.empty()));
  }

  @Test
  void freshness_isOfTheLastSyncThatReadTheBranch() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    assertThat(known()).contains(commit(1));

    clock.pass(Duration.ofMinutes(1));
    Instant queued = now();
    end(new SyncEnding.Rejected(commit(2), List.of()));
    end(new SyncEnding.Failed("away"));

    assertThat(registry.syncs().freshness(PRODUCTION))
        .isEqualTo(new Freshness(false, Optional.of(commit(2)), Optional.of(queued)));

    end(new SyncEnding.Unchanged(commit(3), commit(1)));
    assertThat(known()).contains(commit(3));
  }

  @Test
  void wasPushed_commitThatADeliveryTold_isSo() {
    registry.syncs().accept(new Push(PRODUCTION, "one", commit(1).value()));

    assertThat(registry.syncs().wasPushed(PRODUCTION, commit(1))).isTrue();
    assertThat(registry.syncs().wasPushed(PRODUCTION, commit(2))).isFalse();
    assertThat(registry.syncs().wasPushed(STAGING, commit(1))).isFalse();
  }

  @Test
  void accept_aPush_keepsWhatItSaidTheBranchIsAt() {
    Sync told = registry.syncs().accept(new Push(PRODUCTION, "one", commit(1).value()));
    Sync unreadable = registry.syncs().accept(new Push(STAGING, "one", "somewhere"));

    assertThat(told.head()).contains(commit(1));
    assertThat(samples.claim(now()).orElseThrow().head()).contains(commit(1));
    assertThat(unreadable.head()).isEmpty();
    assertThat(registry.syncs().request(PRODUCTION, "asked for").head()).isEmpty();
  }

  private Optional<CommitId> known() {
    return registry.syncs().freshness(PRODUCTION).commit();
  }

  private void end(SyncEnding ending) {
    registry.syncs().end(samples.running(PRODUCTION).claim(), ending);
  }
}

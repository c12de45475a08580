package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store's queue of syncs must do. */
public abstract class SyncQueueContract extends RegistryContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void accept_newDelivery_queuesASync() {
    Sync sync = registry.syncs().accept(push(PRODUCTION, "72d3162e"));

    assertThat(sync.status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(sync.environment()).isEqualTo(PRODUCTION);
    assertThat(sync.cause()).isEqualTo("push 72d3162e");
    assertThat(sync.queuedAt()).isEqualTo(now());
    assertThat(sync.progress().attempts()).isZero();
    assertThat(sync.progress().commit()).isEmpty();
    assertThat(reread(sync)).isEqualTo(sync);
  }

  @Test
  void accept_noSuchEnvironment_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.syncs().accept(push(NOWHERE, "1")))
        .withMessageContaining("nowhere");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.syncs().request(NOWHERE, "asked for by key_1"))
        .withMessageContaining("nowhere");
  }

  @Test
  void accept_sameDeliveryAgain_givesTheFirstSyncAsItStands() {
    Sync first = registry.syncs().accept(push(PRODUCTION, "1"));
    assertThat(registry.syncs().accept(push(PRODUCTION, "1"))).isEqualTo(first);

    Sync running = claim().orElseThrow();
    assertThat(registry.syncs().accept(push(PRODUCTION, "1"))).isEqualTo(running);

    registry.releases().deploy(Samples.built(running, commit(1), build("a", "user:pre_mfa", "1")));
    assertThat(registry.syncs().accept(push(PRODUCTION, "1")).status())
        .isEqualTo(SyncStatus.RELEASED);
    assertThat(claim()).isEmpty();
  }

  @Test
  void accept_sameDeliveryForAnotherEnvironment_isAnotherPush() {
    Sync first = registry.syncs().accept(push(PRODUCTION, "1"));

    Sync second = registry.syncs().accept(push(STAGING, "1"));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.environment()).isEqualTo(STAGING);
  }

  @Test
  void accept_deliveryWhoseSyncFailed_queuesThatSyncAgain() {
    Sync first = registry.syncs().accept(push(PRODUCTION, "1"));
    claim();
    registry.syncs().end(reread(first).claim(), new SyncEnding.Failed("the remote was away"));
    clock.pass(MINUTE);

    Sync again = registry.syncs().accept(push(PRODUCTION, "1"));

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(again.progress().attempts()).isZero();
    assertThat(again.progress().failure()).isEmpty();
    assertThat(claim()).map(Sync::id).contains(first.id());
  }

  @Test
  void accept_failedDeliveryWhileAnotherWaits_takesItsPlace() {
    Sync failed = registry.syncs().accept(push(PRODUCTION, "1"));
    claim();
    registry.syncs().end(reread(failed).claim(), new SyncEnding.Failed("the remote was away"));
    Sync waiting = registry.syncs().accept(push(PRODUCTION, "2"));

    registry.syncs().accept(push(PRODUCTION, "1"));

    assertThat(reread(waiting).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(claim()).map(Sync::id).contains(failed.id());
    assertThat(claim()).isEmpty();
  }

  @Test
  void accept_deliveryOlderThanThirtyDays_isForgotten() {
    Sync first = registry.syncs().accept(push(PRODUCTION, "1"));
    clock.pass(Duration.ofDays(30));
    assertThat(registry.syncs().accept(push(PRODUCTION, "1")).id()).isEqualTo(first.id());

    clock.pass(MINUTE);

    assertThat(registry.syncs().accept(push(PRODUCTION, "1")).id()).isNotEqualTo(first.id());
  }

  @Test
  void accept_anotherWaits_supersedesIt() {
    Sync first = registry.syncs().accept(push(PRODUCTION, "1"));
    Sync second = registry.syncs().request(PRODUCTION, "asked for by key_1");
    Sync elsewhere = registry.syncs().accept(push(STAGING, "1"));

    Sync third = registry.syncs().accept(push(PRODUCTION, "2"));

    assertThat(reread(first).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(reread(second).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(reread(third).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(reread(elsewhere).status()).isEqualTo(SyncStatus.QUEUED);
  }

  @Test
  void claim_nothingWaits_isEmpty() {
    assertThat(claim()).isEmpty();
  }

  @Test
  void claim_aSyncWaits_isRunningForTheFirstTime() {
    Sync queued = registry.syncs().accept(push(PRODUCTION, "1"));

    Sync claimed = claim().orElseThrow();

    assertThat(claimed.id()).isEqualTo(queued.id());
    assertThat(claimed.status()).isEqualTo(SyncStatus.RUNNING);
    assertThat(claimed.progress().attempts()).isEqualTo(1);
    assertThat(reread(queued)).isEqualTo(claimed);
    assertThat(claim()).isEmpty();
  }

  @Test
  void claim_severalEnvironmentsWait_takesTheOldestFirst() {
    Sync first = registry.syncs().accept(push(STAGING, "1"));
    Sync second = registry.syncs().accept(push(PRODUCTION, "2"));

    assertThat(claim()).map(Sync::id).contains(first.id());
    assertThat(claim()).map(Sync::id).contains(second.id());
  }

  @Test
  void claim_anotherOfTheEnvironmentRuns_waitsUntilThatEnded() {
    Sync running = samples.running(PRODUCTION);
    Sync next = registry.syncs().accept(push(PRODUCTION, "2"));

    assertThat(claim()).isEmpty();
    assertThat(reread(running).status()).isEqualTo(SyncStatus.RUNNING);

    registry.releases().deploy(Samples.built(running, commit(1), build("a", "user:pre_mfa", "1")));
    assertThat(claim()).map(Sync::id).contains(next.id());
  }

  @Test
  void defer_nothingNewerWaits_isDueThen() {
    Sync sync = samples.running(PRODUCTION);
    Instant until = now().plus(MINUTE);

    registry.syncs().defer(sync.claim(), until);

    assertThat(reread(sync).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(samples.claim(until.minusMillis(1))).isEmpty();
    assertThat(samples.claim(until).orElseThrow().progress().attempts()).isEqualTo(2);
  }

  @Test
  void defer_aNewerOneWaits_isSuperseded() {
    Sync sync = samples.running(PRODUCTION);
    Sync newer = registry.syncs().accept(push(PRODUCTION, "2"));

    registry.syncs().defer(sync.claim(), now().plus(MINUTE));

    assertThat(reread(sync).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(claim()).map(Sync::id).contains(newer.id());
  }

  @Test
  void accept_anotherIsDeferred_supersedesItAndIsDueAtOnce() {
    Sync deferred = samples.running(PRODUCTION);
    registry.syncs().defer(deferred.claim(), now().plus(MINUTE));

    Sync newer = registry.syncs().accept(push(PRODUCTION, "2"));

    assertThat(reread(deferred).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(claim()).map(Sync::id).contains(newer.id());
  }

  @Test
  void defer_notRunning_isRefused() {
    Sync queued = registry.syncs().accept(push(PRODUCTION, "1"));

    assertThatIllegalStateException()
        .isThrownBy(() -> registry.syncs().defer(new Claim(queued.id(), 0), now().plus(MINUTE)))
        .withMessageContaining(queued.id().value());
  }

  @Test
  void giveBack_someRun_wait() {
    Sync first = samples.running(PRODUCTION);
    Sync second = samples.running(STAGING);

    assertThat(samples.giveBack()).isEqualTo(2);

    assertThat(reread(first).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(reread(second).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(claim().orElseThrow().progress().attempts()).isEqualTo(2);
    assertThat(samples.giveBack()).isEqualTo(1);
  }

  @Test
  void giveBack_aNewerOneWaits_leavesThatOneOnly() {
    Sync interrupted = samples.running(PRODUCTION);
    Sync newer = registry.syncs().accept(push(PRODUCTION, "2"));

    assertThat(samples.giveBack()).isZero();

    assertThat(reread(interrupted).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(claim()).map(Sync::id).contains(newer.id());
  }

  private Optional<Sync> claim() {
    return samples.claim(now());
  }

  private Sync reread(Sync sync) {
    EnvironmentName environment = sync.environment();
    return registry.syncs().find(environment, sync.id()).orElseThrow();
  }
}

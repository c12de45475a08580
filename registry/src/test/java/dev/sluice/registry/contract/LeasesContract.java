package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.ClaimLostException;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.Syncs;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every store must do for several workers that share it. */
public abstract class LeasesContract extends RegistryContract {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Worker ADA = new Worker(new WorkerId("wrk_ada"), "one");
  private static final Worker BOB = new Worker(new WorkerId("wrk_bob"), "two");

  @Test
  void claim_byAWorker_isItsOwnUntilThen() {
    registry.syncs().request(PRODUCTION, "asked for by a test");

    Sync taken = claim(ADA).orElseThrow();

    Sync.Hold hold = taken.progress().hold().orElseThrow();
    assertThat(hold.worker()).isEqualTo(ADA);
    assertThat(hold.until()).isEqualTo(now().plus(LEASE));
    assertThat(reread(taken)).isEqualTo(taken);
    clock.pass(LEASE.minus(TICK));
    assertThat(claim(BOB)).isEmpty();
    clock.pass(TICK);
    Sync again = claim(BOB).orElseThrow();
    assertThat(again.id()).isEqualTo(taken.id());
    assertThat(again.progress().attempts()).isEqualTo(2);
    assertThat(again.claim().number()).isGreaterThan(taken.claim().number());
    assertThat(again.progress().hold().orElseThrow().worker()).isEqualTo(BOB);
  }

  @Test
  void claim_leaseIsOverAndANewerOneWaits_takesThatOneOnly() {
    Sync old = taken(ADA);
    Sync newer = registry.syncs().accept(push(PRODUCTION, "1"));
    assertThat(claim(BOB)).isEmpty();

    clock.pass(LEASE);

    assertThat(claim(BOB)).map(Sync::id).contains(newer.id());
    assertThat(reread(old).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertLost(old.claim());
  }

  @Test
  void claimCheck_leaseIsOver_isAnothers() {
    PullRequest request =
        new PullRequest(7, "refs/pull/7/head", commit(1).value(), "feature", false);
    registry.syncs().check(push(PRODUCTION, "1"), request);
    Sync check = registry.syncs().claimCheck(ADA, now(), now().plus(LEASE)).orElseThrow();

    clock.pass(LEASE);

    assertThat(claim(BOB)).as("a branch's sync").isEmpty();
    Sync again = registry.syncs().claimCheck(BOB, now(), now().plus(LEASE)).orElseThrow();
    assertThat(again.id()).isEqualTo(check.id());
    assertLost(check.claim());
  }

  @Test
  void anyWriting_onceAnotherHasIt_isRefusedAndLeavesNothing() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    Sync lost = taken(ADA);
    clock.pass(LEASE);
    Sync taken = claim(BOB).orElseThrow();
    registry.syncs().log(taken.claim(), List.of(line("fetched by the other")));

    assertLost(lost.claim());

    assertThat(reread(taken)).isEqualTo(taken);
    assertThat(registry.syncs().log(taken.id()))
        .extracting(SyncLogLine::text)
        .containsExactly("fetched by the other");
    assertThat(registry.releases().live(PRODUCTION).orElseThrow().number()).isEqualTo(1);
    assertThat(registry.notices().claim(now(), now())).isEmpty();
    registry.releases().deploy(Samples.built(taken, commit(2), build("a", "t", "2")));
    assertThat(registry.releases().list(PRODUCTION, PageRequest.first(9)).items()).hasSize(2);
  }

  @Test
  void anyWriting_onceTheSyncWasQueuedAnewAndTaken_isRefused() {
    registry.syncs().accept(push(PRODUCTION, "1"));
    Sync first = claim(ADA).orElseThrow();
    registry.syncs().end(first.claim(), new SyncEnding.Failed("away"));
    registry.syncs().accept(push(PRODUCTION, "1"));

    Sync second = claim(BOB).orElseThrow();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.progress().attempts()).isEqualTo(first.progress().attempts());
    assertLost(first.claim());
  }

  @Test
  void anyWriting_leaseIsOverAndNobodyElseCame_counts() {
    Sync sync = taken(ADA);
    clock.pass(LEASE.multipliedBy(2));

    registry.syncs().log(sync.claim(), List.of(line("slow")));
    registry.releases().deploy(Samples.built(sync, commit(1), build("a", "t", "1")));

    assertThat(reread(sync).status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(reread(sync).progress().hold()).isEmpty();
  }

  @Test
  void log_onceItHasEnded_isStillItsLastWorkers() {
    Sync sync = taken(ADA);
    registry.syncs().end(sync.claim(), new SyncEnding.Failed("away"));

    registry.syncs().log(sync.claim(), List.of(line("found late")));
    registry.syncs().remark(sync.id(), line("by another"));

    assertThat(registry.syncs().log(sync.id()))
        .extracting(SyncLogLine::text)
        .containsExactly("away", "found late", "by another");
  }

  @Test
  void renew_inTime_keepsIt() {
    Sync sync = taken(ADA);
    clock.pass(LEASE.minus(TICK));
    Instant until = now().plus(LEASE);

    assertThat(registry.syncs().renew(List.of(sync.claim()), until)).isEmpty();

    assertThat(reread(sync).progress().hold().orElseThrow().until()).isEqualTo(until);
    assertThat(reread(sync).claim()).isEqualTo(sync.claim());
    clock.pass(LEASE.minus(TICK));
    assertThat(claim(BOB)).isEmpty();
    registry.syncs().end(sync.claim(), new SyncEnding.Failed("away"));
  }

  @Test
  void renew_someLost_tellsThose() {
    Sync lost = taken(ADA);
    clock.pass(LEASE);
    assertThat(claim(BOB)).isPresent();
    registry.syncs().request(STAGING, "asked for by a test");
    Sync kept = claim(ADA).orElseThrow();
    List<Claim> claims = List.of(lost.claim(), kept.claim());

    assertThat(registry.syncs().renew(claims, now().plus(LEASE))).containsExactly(lost.claim());

    registry.syncs().end(kept.claim(), new SyncEnding.Failed("away"));
    assertThat(registry.syncs().renew(claims, now().plus(LEASE)))
        .as("what it ended itself isn't lost")
        .containsExactly(lost.claim());
    assertThat(reread(kept).progress().hold()).isEmpty();
    assertThat(registry.syncs().renew(List.of(), now())).isEmpty();
  }

  @Test
  void giveBack_ofOneWorker_leavesTheOthersTheirs() {
    Sync hers = taken(ADA);
    registry.syncs().request(STAGING, "asked for by a test");
    Sync his = claim(BOB).orElseThrow();

    assertThat(registry.syncs().giveBack(ADA.id())).isEqualTo(1);

    assertThat(reread(hers).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(reread(hers).progress().hold()).isEmpty();
    assertThat(reread(his)).isEqualTo(his);
    assertLost(hers.claim());
    assertThat(claim(BOB)).as("at once").map(Sync::id).contains(hers.id());
  }

  @Test
  void takeOvers_ofOneSync_areCountedInARow() {
    Sync sync = taken(ADA);
    assertThat(sync.progress().takeOvers()).isZero();
    clock.pass(LEASE);
    assertThat(claim(BOB).orElseThrow().progress().takeOvers()).isEqualTo(1);

    assertThat(registry.syncs().reclaim(ADA.id())).as("hers no longer").isZero();
    assertThat(registry.syncs().reclaim(BOB.id())).isEqualTo(1);
    assertThat(reread(sync).status()).isEqualTo(SyncStatus.QUEUED);
    Sync third = claim(ADA).orElseThrow();
    assertThat(third.progress().takeOvers()).isEqualTo(2);
    assertThat(third.progress().attempts()).isEqualTo(3);

    registry.syncs().defer(third.claim(), now());
    assertThat(claim(BOB).orElseThrow().progress().takeOvers()).as("it lived on").isZero();
  }

  @Test
  void giveBack_byAWorkerThatStops_isNoTakeOver() {
    taken(ADA);
    clock.pass(LEASE);
    assertThat(claim(BOB)).isPresent();

    for (int i = 0; i < Syncs.MOST_TAKE_OVERS; i++) {
      registry.syncs().giveBack(BOB.id());
      assertThat(claim(BOB).orElseThrow().progress().takeOvers()).isEqualTo(1);
    }
  }

  @Test
  void accept_deliveryWhoseSyncEndedItsWorkers_beginsToCountAnew() {
    registry.syncs().accept(push(PRODUCTION, "1"));
    claim(ADA);
    clock.pass(LEASE);
    Sync again = claim(BOB).orElseThrow();
    registry.syncs().end(again.claim(), new SyncEnding.Failed("it ends its workers"));

    registry.syncs().accept(push(PRODUCTION, "1"));

    assertThat(claim(ADA).orElseThrow().progress().takeOvers()).isZero();
  }

  @Test
  void claim_severalThatMayEndTheirWorker_givesOneAtATime() {
    Sync first = taken(ADA);
    registry.syncs().request(STAGING, "asked for by a test");
    Sync second = claim(ADA).orElseThrow();
    clock.pass(LEASE);
    assertThat(claim(BOB)).as("the first try more").isPresent();
    assertThat(claim(BOB)).as("beside it").isPresent();
    registry.syncs().reclaim(BOB.id());

    Sync alone = claim(ADA).orElseThrow();
    assertThat(alone.id()).isEqualTo(first.id());
    assertThat(claim(ADA)).as("beside it").isEmpty();
    registry.syncs().end(alone.claim(), new SyncEnding.Failed("it ended after all"));

    assertThat(claim(ADA)).map(Sync::id).contains(second.id());
  }

  @Test
  void defer_thenTakenByAnother_isNoLongerTheFirsts() {
    Sync first = taken(ADA);
    registry.syncs().defer(first.claim(), now());

    assertThat(reread(first).progress().hold()).isEmpty();
    assertThat(claim(BOB)).isPresent();

    assertLost(first.claim());
  }

  @Test
  void beginLook_soonAfterAnother_isntTheCallers() {
    Instant before = now().minusSeconds(300);
    assertThat(registry.syncs().beginLook(PRODUCTION, now(), before)).isEmpty();
    Instant first = now();
    clock.pass(Duration.ofSeconds(10));

    assertThat(registry.syncs().beginLook(PRODUCTION, now(), before)).contains(first);
    assertThat(registry.syncs().beginLook(STAGING, now(), before)).isEmpty();

    assertThat(registry.syncs().beginLook(PRODUCTION, now(), first)).isEmpty();
    assertThat(registry.syncs().beginLook(PRODUCTION, now().plusMillis(1), first)).contains(now());
  }

  @Test
  void beginLook_anothersClockIsAhead_isTheCallers() {
    Instant before = now().minusSeconds(300);
    registry.syncs().beginLook(PRODUCTION, now().plus(Duration.ofDays(400)), before);

    assertThat(registry.syncs().beginLook(PRODUCTION, now(), before)).isEmpty();
    assertThat(registry.syncs().beginLook(PRODUCTION, now(), before)).contains(now());
  }

  private Sync taken(Worker worker) {
    registry.syncs().request(PRODUCTION, "asked for by a test");
    return claim(worker).orElseThrow();
  }

  private Optional<Sync> claim(Worker worker) {
    return registry.syncs().claim(worker, now(), now().plus(LEASE));
  }

  private SyncLogLine line(String text) {
    return new SyncLogLine(now(), SyncLogLine.Level.INFO, text);
  }

  /** Nothing can be written by that claim any more. */
  private void assertLost(Claim claim) {
    Releases releases = registry.releases();
    List<Consumer<Claim>> writings =
        List.of(
            it -> registry.syncs().log(it, List.of(line("late"))),
            it -> registry.syncs().defer(it, now()),
            it -> registry.syncs().end(it, new SyncEnding.Failed("late")),
            it -> registry.syncs().end(it, new SyncEnding.Rejected(commit(9), List.of())),
            it -> registry.syncs().end(it, new SyncEnding.Unchanged(commit(9), commit(1))),
            it -> registry.syncs().end(it, new SyncEnding.Checked(commit(9), List.of())),
            it -> registry.notices().begin(it, commit(9), now()),
            it -> releases.restoreDeleted(it, commit(1)),
            it -> releases.deploy(Samples.built(it, commit(9), build("a", "t", "late"))));
    for (Consumer<Claim> writing : writings) {
      assertThatExceptionOfType(ClaimLostException.class)
          .isThrownBy(() -> writing.accept(claim))
          .withMessageContaining(claim.sync().value());
    }
    assertThat(registry.syncs().renew(List.of(claim), now().plus(LEASE))).containsExactly(claim);
  }

  private Sync reread(Sync sync) {
    return registry.syncs().find(sync.environment(), sync.id()).orElseThrow();
  }
}

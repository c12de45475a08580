package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.built;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.registry.notice.CommentId;
import dev.sluice.registry.notice.CommentPlace;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.notice.Notice.Kind;
import dev.sluice.registry.notice.Notices;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store must do with what Git hosts are still to be told. */
public abstract class NoticesContract extends RegistryContract {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration HELD = Duration.ofMinutes(2);

  @Test
  void sync_thatNothingWasSaidOf_isNobodysBusiness() {
    samples.release(PRODUCTION, commit(1), build("a", "user:pre_mfa", "1"));

    assertThat(claim()).isEmpty();
  }

  @Test
  void sync_thatTakesLonger_isToldOfWhileItRuns() {
    Sync sync = begun();
    assertThat(claim()).as("not yet").isEmpty();
    clock.pass(SOON);

    Notice notice = claim().orElseThrow();

    assertThat(notice.kind()).isEqualTo(Kind.STATUS);
    assertThat(notice.commit()).isEqualTo(commit(1));
    assertThat(notice.sync().id()).isEqualTo(sync.id());
    assertThat(notice.sync().status()).isEqualTo(SyncStatus.RUNNING);
    assertThat(notice.claim().attempts()).isEqualTo(1);
    notices().told(notice);
    clock.pass(HELD);
    assertThat(claim()).isEmpty();
  }

  @Test
  void release_isToldWithItsNumber_andNothingElse() {
    samples.release(PRODUCTION, commit(9), build("a", "user:pre_mfa", "0"));
    AtomicInteger woken = new AtomicInteger();
    registry.signals().onNoticeDue(woken::incrementAndGet);
    Sync sync = begun();

    registry.releases().deploy(built(sync, commit(1), build("a", "user:pre_mfa", "1")));

    assertThat(woken).hasValue(1);
    Notice notice = claim().orElseThrow();
    assertThat(notice.sync().status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(notice.release()).contains(2);
    notices().told(notice);
    clock.pass(HELD);
    assertThat(claim()).isEmpty();
  }

  @Test
  void ending_whileItsBeginIsTold_isToldAfterwards() {
    Sync sync = begun();
    clock.pass(SOON);
    Notice began = claim().orElseThrow();
    registry.syncs().end(sync.claim(), new SyncEnding.Rejected(commit(1), problems()));

    assertThat(claim()).as("in order").isEmpty();
    notices().told(began);

    assertThat(claim().orElseThrow().sync().status()).isEqualTo(SyncStatus.REJECTED);
  }

  @Test
  void notice_thatIsDeferred_isDueThen_andItsNewsAtOnce() {
    Sync sync = begun();
    clock.pass(SOON);
    notices().defer(claim().orElseThrow(), now().plus(HELD));
    assertThat(claim()).isEmpty();

    registry.syncs().end(sync.claim(), new SyncEnding.Failed("away"));

    Notice news = claim().orElseThrow();
    assertThat(news.claim().attempts()).isEqualTo(1);
    notices().defer(news, now().plus(HELD));
    clock.pass(HELD);
    assertThat(claim().orElseThrow().claim().attempts()).isEqualTo(2);
  }

  @Test
  void notice_ofAWorkerThatIsGone_isTakenUpByAnother() {
    begun();
    clock.pass(SOON);
    claim();
    clock.pass(HELD.minusMillis(1));
    assertThat(claim()).isEmpty();

    clock.pass(Duration.ofMillis(1));

    assertThat(claim().orElseThrow().claim().attempts()).isEqualTo(2);
  }

  @Test
  void notice_ofATellerThatWasHeldUp_isntItsOwnAnyMore() {
    begun();
    clock.pass(SOON);
    Notice mine = claim().orElseThrow();
    assertThat(notices().isHeld(mine, now())).isTrue();
    clock.pass(HELD);
    assertThat(notices().isHeld(mine, now())).as("over").isFalse();

    Notice theirs = claim().orElseThrow();

    assertThat(notices().isHeld(mine, mine.claim().since())).isFalse();
    assertThat(notices().isHeld(theirs, now())).isTrue();
    notices().defer(mine, now());
    assertThat(claim()).as("another tells it").isEmpty();
    assertThat(notices().isHeld(theirs, now())).isTrue();
  }

  @Test
  void notice_toldByTwo_whileTheOtherTellsIt_isToldOnceMore() {
    begun();
    clock.pass(SOON);
    Notice mine = claim().orElseThrow();
    clock.pass(HELD);
    Notice theirs = claim().orElseThrow();

    notices().told(mine);
    assertThat(claim()).as("in order").isEmpty();
    notices().told(theirs);

    notices().told(claim().orElseThrow());
    clock.pass(HELD);
    assertThat(claim()).isEmpty();
  }

  @Test
  void news_thatAnotherToldMeanwhile_areToldOnceMore_afterWhatCameLate() {
    Sync sync = begun();
    clock.pass(SOON);
    Notice pending = claim().orElseThrow();
    clock.pass(HELD);
    registry.syncs().end(sync.claim(), new SyncEnding.Rejected(commit(1), problems()));
    notices().told(claim().orElseThrow());
    assertThat(claim()).isEmpty();

    notices().told(pending);

    Notice again = claim().orElseThrow();
    assertThat(again.kind()).isEqualTo(Kind.STATUS);
    assertThat(again.commit()).isEqualTo(commit(1));
    assertThat(again.sync().status()).isEqualTo(SyncStatus.REJECTED);
    notices().told(again);
    assertThat(claim()).isEmpty();
  }

  @Test
  void newsOfANewerCommit_thatAnotherToldMeanwhile_areToldOnceMore() {
    Sync sync = begun();
    clock.pass(SOON);
    Notice pending = claim().orElseThrow();
    clock.pass(HELD);
    notices().begin(sync.claim(), commit(2), now().plus(HELD));
    notices().told(claim().orElseThrow());

    notices().told(pending);

    Notice again = claim().orElseThrow();
    assertThat(again.kind()).isEqualTo(Kind.OVERTAKEN);
    assertThat(again.commit()).isEqualTo(commit(1));
  }

  @Test
  void notice_afterADay_isForgotten_andTheSyncsLogSaysSo() {
    Sync sync = begun();
    clock.pass(Notices.KEPT.plusSeconds(1));

    assertThat(claim()).isEmpty();
    assertThat(registry.syncs().log(sync.id()))
        .singleElement()
        .extracting(SyncLogLine::text)
        .asString()
        .startsWith("The Git host wasn't told: ");
  }

  @Test
  void commit_thatANewerOneTookThePlaceOf_isToldSo() {
    Sync sync = begun();
    registry.syncs().defer(sync.claim(), now());
    registry.syncs().request(PRODUCTION, "asked for by key_1");
    Notice superseded = claim().orElseThrow();
    assertThat(superseded.kind()).isEqualTo(Kind.OVERTAKEN);
    assertThat(superseded.commit()).isEqualTo(commit(1));
    notices().told(superseded);

    Sync next = samples.claim(now()).orElseThrow();
    notices().begin(next.claim(), commit(2), now().plus(SOON));
    notices().begin(next.claim(), commit(3), now().plus(SOON));

    Notice overtaken = claim().orElseThrow();
    assertThat(overtaken.kind()).isEqualTo(Kind.OVERTAKEN);
    assertThat(overtaken.commit()).isEqualTo(commit(2));
  }

  @Test
  void begin_ofTheSameCommitAgain_isntToldAgain() {
    Sync sync = begun();
    clock.pass(SOON);
    notices().told(claim().orElseThrow());

    notices().begin(sync.claim(), commit(1), now());

    assertThat(claim()).isEmpty();
  }

  @Test
  void begin_notRunning_isRefused() {
    Sync queued = registry.syncs().request(PRODUCTION, "asked for by key_1");

    assertThatIllegalStateException()
        .isThrownBy(() -> notices().begin(new Claim(queued.id(), 0), commit(1), now()))
        .withMessageContaining(queued.id().value());
  }

  @Test
  void comment_isKnownByItsPlace_untilItIsGone() {
    CommentPlace place = new CommentPlace(PRODUCTION, "https://host/api team/auth", 7);
    notices().commented(place, new CommentId(41));
    notices().commented(place, new CommentId(42));

    assertThat(notices().comment(place)).contains(new CommentId(42));
    assertThat(notices().comment(new CommentPlace(PRODUCTION, place.repository(), 8))).isEmpty();
    assertThat(notices().comment(new CommentPlace(PRODUCTION, "elsewhere", 7))).isEmpty();
    assertThat(notices().comment(new CommentPlace(STAGING, place.repository(), 7))).isEmpty();

    notices().uncommented(place);

    assertThat(notices().comment(place)).isEmpty();
  }

  @Test
  void comment_thatNobodyWroteForAYear_isForgotten() {
    CommentPlace old = new CommentPlace(PRODUCTION, "repository", 1);
    notices().commented(old, new CommentId(41));
    clock.pass(Notices.COMMENT_KEPT.plusSeconds(1));

    notices().commented(new CommentPlace(PRODUCTION, "repository", 2), new CommentId(42));

    assertThat(notices().comment(old)).isEmpty();
  }

  private Sync begun() {
    Sync sync = samples.running(PRODUCTION);
    notices().begin(sync.claim(), commit(1), now().plus(SOON));
    return sync;
  }

  private static List<Problem> problems() {
    return List.of(new Problem("no_workflows", "nothing here", Optional.empty()));
  }

  private Notices notices() {
    return registry.notices();
  }

  private Optional<Notice> claim() {
    return notices().claim(now(), now().plus(HELD));
  }
}

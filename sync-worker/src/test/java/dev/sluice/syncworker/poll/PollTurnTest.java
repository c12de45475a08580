package dev.sluice.syncworker.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.syncworker.fetch.Hurdle;
import dev.sluice.syncworker.fetch.Looking;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollTurnTest {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final CommitId OLD = new CommitId("a".repeat(40));
  private static final CommitId NEW = new CommitId("b".repeat(40));
  private static final CommitId OTHER = new CommitId("c".repeat(40));

  /** In the middle: waits are neither shortened nor lengthened. */
  private static final long MIDDLE = Long.MIN_VALUE;

  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<Instant> looks = new ArrayList<>();
  private Looking shown = new Looking.At(OLD);
  private Registry registry;
  private PollTurn turn;

  @BeforeEach
  void follow(@TempDir Path folder) {
    registry = SqliteRegistry.open(folder, MasterKey.parse("A".repeat(43), "a test"), clock);
    turn = new PollTurn(registry, _ -> look(), clock, () -> MIDDLE);
    poll(300);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void branch_whereTheLastSyncReadIt_getsNoSync() {
    syncedTo(OLD);

    run(Duration.ofHours(1));

    assertThat(looks).hasSizeBetween(11, 13);
    assertThat(registry.syncs().list(PRODUCTION, PageRequest.first(10)).items()).hasSize(1);
  }

  @Test
  void branch_thatMoved_getsASync() {
    syncedTo(OLD);
    shown = new Looking.At(NEW);

    run(Duration.ofMinutes(10));

    Sync polled = newest();
    assertThat(polled.cause()).isEqualTo("poll");
    assertThat(polled.isAskedFor()).isFalse();
    assertThat(polled.head()).contains(NEW);
  }

  @Test
  void branchAtACommitThatFails_isSyncedLessAndLessOften_andToldOfOnce() {
    syncedTo(OLD);
    shown = new Looking.At(NEW);

    List<Sync> failed = failAll(Duration.ofHours(8));

    assertThat(failed).as("at first, and after 1, 2 and 4 hours").hasSize(4);
    Instant never = clock.instant().plus(Duration.ofDays(365));
    assertThat(untold(never)).as("the rejected one, and the first that failed").hasSize(2);

    shown = new Looking.At(OTHER);
    assertThat(failAll(Duration.ofMinutes(30))).as("of another commit").hasSize(1);
    assertThat(untold(never)).hasSize(1);
  }

  /** Lets time pass, in which whatever is synced fails. */
  private List<Sync> failAll(Duration time) {
    List<Sync> failed = new ArrayList<>();
    for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
      run(Duration.ofMinutes(1));
      registry
          .syncs()
          .claim(WORKER, clock.instant(), clock.instant().plusSeconds(60))
          .ifPresent(sync -> {
            registry.syncs().end(sync.claim(), new SyncEnding.Failed("larger than we take"));
            failed.add(sync);
          });
    }
    return failed;
  }

  private List<Sync> untold(Instant until) {
    return Stream.generate(() -> registry.syncs().claimUntold(clock.instant(), until))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void branchThatMoved_whileASyncIsUnderWay_getsNoOther() {
    shown = new Looking.At(NEW);
    Sync waiting = registry.syncs().request(PRODUCTION, "asked for by a test");

    run(Duration.ofHours(1));

    assertThat(newest()).isEqualTo(waiting);
  }

  @Test
  void pollSeconds_zero_neverLooks() {
    poll(0);

    run(Duration.ofDays(2));

    assertThat(looks).isEmpty();
  }

  @Test
  void pollSeconds_changed_countFromThenOn() {
    syncedTo(OLD);
    run(Duration.ofMinutes(5));
    poll(10);
    run(Duration.ofSeconds(35));
    looks.clear();

    run(Duration.ofMinutes(1));

    assertThat(looks).hasSizeBetween(5, 7);
  }

  @Test
  void idleBranch_isLookedAtAQuarterAsOften() {
    syncedTo(OLD);
    run(Duration.ofHours(25));
    looks.clear();

    run(Duration.ofHours(1));

    assertThat(looks).hasSizeBetween(2, 4);
  }

  @Test
  void missedPush_hasItLookedAtEveryMinuteForAnHour() {
    registry.syncs().accept(new Push(PRODUCTION, "one", OLD.value()));
    syncedTo(OLD);
    shown = new Looking.At(NEW);
    run(Duration.ofMinutes(6));
    assertThat(newest().cause()).isEqualTo("poll");
    syncedTo(NEW);
    looks.clear();

    run(Duration.ofMinutes(30));
    assertThat(looks).hasSizeBetween(28, 31);

    run(Duration.ofMinutes(40));
    looks.clear();
    run(Duration.ofHours(1));
    assertThat(looks).hasSizeBetween(11, 13);
  }

  @Test
  void push_thatComesJustAfterTheLook_isntMissed() {
    registry.syncs().accept(new Push(PRODUCTION, "one", OLD.value()));
    syncedTo(OLD);
    shown = new Looking.At(NEW);
    run(Duration.ofSeconds(160));
    assertThat(newest().cause()).isEqualTo("poll");

    registry.syncs().accept(new Push(PRODUCTION, "two", NEW.value()));
    syncedTo(NEW);
    run(Duration.ofMinutes(2));
    looks.clear();
    run(Duration.ofHours(1));

    assertThat(looks).hasSizeBetween(11, 13);
  }

  @Test
  void movedBranch_whereNoPushEverCame_isntMissed() {
    syncedTo(OLD);
    shown = new Looking.At(NEW);
    run(Duration.ofMinutes(6));
    syncedTo(NEW);
    looks.clear();

    run(Duration.ofHours(1));

    assertThat(looks).hasSizeBetween(11, 13);
  }

  @Test
  void branchThatCantBeSeen_isTriedLessAndLessOften_andThenAsBefore() {
    syncedTo(OLD);
    shown = new Looking.Trouble(Hurdle.HOST, "the host is away");
    run(Duration.ofHours(10));
    assertThat(looks).hasSizeLessThan(15);
    shown = new Looking.At(NEW);

    run(Duration.ofMinutes(90));

    assertThat(newest().cause()).isEqualTo("poll");
  }

  @Test
  void branchThatCantBeSeen_isLookedAtSoon_onceSomebodyChangedHowItIsReached() {
    syncedTo(OLD);
    shown = new Looking.Trouble(Hurdle.CREDENTIALS, "the token isn't good");
    run(Duration.ofHours(10));
    looks.clear();

    poll(300); // Whatever was put, as a secret isn't shown in the settings.
    run(Duration.ofMinutes(6));

    assertThat(looks).isNotEmpty();
  }

  @Test
  void branchThatIsLookedAtOnceADay_isLookedAtAsOftenWhileItCantBeSeen() {
    poll(86_400);
    run(Duration.ofMinutes(1));
    shown = new Looking.Trouble(Hurdle.HOST, "the host is away");
    run(Duration.ofDays(3));

    assertThat(looks).hasSize(3);
  }

  @Test
  void lookThatBreaks_doesntEndTheLooking() {
    PollTurn broken =
        new PollTurn(
            registry,
            _ -> {
              looks.add(clock.instant());
              throw new IllegalStateException("a bug");
            },
            clock,
            () -> MIDDLE);
    broken.take();
    clock.pass(Duration.ofMinutes(5));
    assertThat(catchThrowable(broken::take)).isNotNull();
    clock.pass(Duration.ofMinutes(6));
    assertThat(catchThrowable(broken::take)).isNotNull();

    assertThat(looks).hasSize(2);
  }

  @Test
  void severalWorkers_lookNoMoreOftenThanOne() {
    syncedTo(OLD);
    PollTurn other = another();

    run(Duration.ofHours(1), turn, other);

    assertThat(looks).hasSizeBetween(11, 13);
    looks.clear();
    run(Duration.ofHours(1), other);
    assertThat(looks).as("by the one that is left").hasSizeBetween(11, 13);
  }

  @Test
  void workerThatStarts_leavesABranchThatWasJustLookedAt() {
    syncedTo(OLD);
    run(Duration.ofMinutes(13));
    looks.clear();

    run(Duration.ofMinutes(4), another());

    assertThat(looks).isEmpty();
  }

  private PollTurn another() {
    return new PollTurn(registry, _ -> look(), clock, () -> MIDDLE);
  }

  private Looking look() {
    looks.add(clock.instant());
    return shown;
  }

  private void run(Duration time) {
    run(time, turn);
  }

  /** Lets time pass in steps of five seconds. */
  private void run(Duration time, PollTurn... workers) {
    for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
      for (PollTurn worker : workers) {
        worker.take();
      }
      clock.pass(Duration.ofSeconds(5));
    }
  }

  private void poll(int seconds) {
    RepositoryAddress address =
        new RepositoryAddress(
            "https://example.com/auth.git", "main", RepositoryAccess.USUAL, seconds);
    registry
        .environments()
        .put(PRODUCTION, new EnvironmentSettings(address, true, RunSettings.DEFAULT), Map.of());
  }

  /** A sync that found the branch there. */
  private void syncedTo(CommitId commit) {
    registry.syncs().request(PRODUCTION, "asked for by a test");
    Sync running =
        registry
            .syncs()
            .claim(WORKER, clock.instant(), clock.instant().plusSeconds(60))
            .orElseThrow();
    registry.syncs().end(running.claim(), new SyncEnding.Rejected(commit, List.of()));
  }

  private Sync newest() {
    return registry.syncs().list(PRODUCTION, PageRequest.first(1)).items().getFirst();
  }
}

package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.UnknownPlaceException;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do with runs, however they are asked for. */
public abstract class RunsContract extends RegistryContract {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final UserId ALICE = new UserId("kp_alice");
  private static final UserId BOB = new UserId("kp_bob");

  @Test
  void append_run_isFoundAsItWas() {
    RunRecord run = run(PRODUCTION);

    append(run);

    assertThat(registry.runs().find(PRODUCTION, run.id())).contains(run);
    assertThat(registry.runs().find(STAGING, run.id())).isEmpty();
    assertThat(registry.runs().find(PRODUCTION, new RunId("run_unknown"))).isEmpty();
  }

  @Test
  void append_sameBatchAgain_isKeptOnce() {
    List<NewRun> batch = runs(PRODUCTION, 3).stream().map(RunsContract::anonymous).toList();
    registry.runs().append(batch);

    registry.runs().append(batch);
    registry.runs().append(List.of());

    assertThat(list(PRODUCTION)).isEqualTo(listed(batch.stream().map(NewRun::record).toList()));
  }

  @Test
  void append_environmentUnknown_isRemembered() {
    RunRecord run = run(NOWHERE);

    append(run);

    assertThat(list(NOWHERE)).extracting(RunRecord::id).containsExactly(run.id());
  }

  @Test
  void list_appendedOutOfOrder_isNewestFirst() {
    List<RunRecord> runs = runs(PRODUCTION, 9);
    append(runs.subList(4, 9));
    append(runs.subList(0, 4));
    append(runs(STAGING, 2));

    assertThat(list(PRODUCTION)).isEqualTo(listed(runs));
  }

  @Test
  void list_begunInTheSameMillisecond_losesNone() {
    List<RunRecord> runs =
        IntStream.range(0, 5)
            .mapToObj(i -> RunSamples.of(RunId.next(clock), PRODUCTION, now()))
            .toList();
    append(runs.subList(0, 2));
    append(runs.subList(2, 5));

    assertThat(list(PRODUCTION))
        .extracting(RunRecord::id)
        .containsExactlyInAnyOrderElementsOf(runs.stream().map(RunRecord::id).toList());
  }

  @Test
  void list_pageWhoseLastRunIsForgotten_goesOnBehindIt() {
    List<RunRecord> runs = runs(PRODUCTION, 6);
    append(runs);
    Optional<String> next =
        registry.runs().list(PRODUCTION, RunFilter.ALL, PageRequest.first(2)).next();
    registry.runs().prune(PRODUCTION, Instant.EPOCH, 1);
    append(runs.subList(0, 2));

    assertThat(registry.runs().list(PRODUCTION, RunFilter.ALL, new PageRequest(9, next)).items())
        .isEqualTo(listed(runs.subList(0, 2)));
  }

  @Test
  void list_afterWhatIsNoPlace_saysWhatAfterMustBe() {
    PageRequest page = new PageRequest(3, Optional.of("run_?"));

    assertThatExceptionOfType(UnknownPlaceException.class)
        .isThrownBy(() -> registry.runs().list(PRODUCTION, RunFilter.ALL, page))
        .withMessageContaining("after");
  }

  @Test
  void prune_byAge_forgetsThoseThatBeganBefore() {
    List<RunRecord> runs = runs(PRODUCTION, 5);
    append(runs);
    append(runs(STAGING, 1));
    Instant before = runs.get(2).result().startedAt();

    assertThat(registry.runs().prune(PRODUCTION, before, 100)).isEqualTo(2);

    assertThat(list(PRODUCTION)).isEqualTo(listed(runs.subList(2, 5)));
    assertThat(list(STAGING)).hasSize(1);
    assertThat(registry.runs().prune(PRODUCTION, before, 100)).isZero();
  }

  @Test
  void prune_byCount_keepsTheNewestOfThatEnvironment() {
    List<RunRecord> production = runs(PRODUCTION, 1100);
    append(production);
    append(runs(STAGING, 2));

    assertThat(registry.runs().prune(PRODUCTION, Instant.EPOCH, 3)).isEqualTo(1097);

    assertThat(list(PRODUCTION)).isEqualTo(listed(production.subList(1097, 1100)));
    assertThat(list(STAGING)).hasSize(2);
    assertThat(registry.runs().prune(PRODUCTION, Instant.EPOCH, 0)).isEqualTo(3);
  }

  @Test
  void prune_forgottenRun_isFoundByNoFilter() {
    append(runs(PRODUCTION, 3));
    registry.runs().prune(PRODUCTION, Instant.EPOCH, 1);

    RunFilter denied =
        new RunFilter(
            RunFilter.Subject.ANY,
            new RunFilter.Ending(Optional.of("denied"), Optional.empty(), Optional.empty()),
            RunFilter.Period.EVER,
            Optional.empty(),
            Optional.empty());

    assertThat(registry.runs().list(PRODUCTION, denied, PageRequest.first(9)).items()).hasSize(1);
  }

  @Test
  void erase_user_forgetsTheirRunsInThatEnvironmentOnly() {
    RunRecord alices = run(PRODUCTION);
    RunRecord bobs = run(PRODUCTION);
    RunRecord alicesElsewhere = run(STAGING);
    registry
        .runs()
        .append(
            List.of(
                new NewRun(alices, Optional.of(ALICE), ""),
                new NewRun(bobs, Optional.of(BOB), ""),
                new NewRun(alicesElsewhere, Optional.of(ALICE), "")));

    assertThat(registry.runs().erase(PRODUCTION, ALICE, 0)).isEqualTo(1);

    assertThat(registry.runs().find(PRODUCTION, alices.id())).isEmpty();
    assertThat(registry.runs().find(PRODUCTION, bobs.id())).contains(bobs);
    assertThat(registry.runs().find(STAGING, alicesElsewhere.id())).isPresent();
    assertThat(registry.runs().erase(PRODUCTION, ALICE, 0)).isZero();
  }

  @Test
  void erase_userWhoseRunsOnlyWaited_isToldOf() {
    assertThat(registry.runs().erase(PRODUCTION, ALICE, 0)).isZero();
    assertThat(registry.runs().erase(PRODUCTION, ALICE, 3)).isZero();
    registry.runs().append(List.of(new NewRun(run(PRODUCTION), Optional.of(ALICE), "")));
    assertThat(registry.runs().erase(PRODUCTION, ALICE, 2)).isOne();

    AuditFilter erasures =
        new AuditFilter(
            Optional.of(PRODUCTION),
            Optional.of("runs.erase"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(registry.audit().list(erasures, PageRequest.first(9)).items())
        .extracting(it -> it.change().details().get("runs"))
        .containsExactly(3, 3);
  }

  @Test
  void erase_userOfManyRuns_forgetsAll() {
    registry
        .runs()
        .append(
            runs(PRODUCTION, 450).stream()
                .map(run -> new NewRun(run, Optional.of(ALICE), ""))
                .toList());

    assertThat(registry.runs().erase(PRODUCTION, ALICE, 0)).isEqualTo(450);

    assertThat(list(PRODUCTION)).isEmpty();
  }

  private void append(RunRecord run) {
    append(List.of(run));
  }

  private void append(List<RunRecord> runs) {
    registry.runs().append(runs.stream().map(RunsContract::anonymous).toList());
  }

  private static NewRun anonymous(RunRecord run) {
    return new NewRun(run, Optional.empty(), "");
  }

  private List<RunRecord> list(EnvironmentName environment) {
    return Pages.all(200, page -> registry.runs().list(environment, RunFilter.ALL, page));
  }

  /** As a list shows them. */
  private static List<RunRecord> listed(List<RunRecord> oldestFirst) {
    return oldestFirst.reversed().stream().map(RunSamples::listed).toList();
  }

  private List<RunRecord> runs(EnvironmentName environment, int count) {
    return IntStream.range(0, count).mapToObj(i -> run(environment)).toList();
  }

  /** A run that began a millisecond after the one before. */
  private RunRecord run(EnvironmentName environment) {
    clock.pass(MILLI);
    return RunSamples.of(RunId.next(clock), environment, now());
  }
}

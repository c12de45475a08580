package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Words;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunFilter.Ending;
import dev.sluice.registry.run.RunFilter.Period;
import dev.sluice.registry.run.RunFilter.Subject;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By what every store must find runs. */
public abstract class RunFiltersContract extends RegistryContract {
  private static final UserId ALICE = new UserId("kp_alice");
  private static final UserId BOB = new UserId("kp_bob");
  private static final RunRecord.Subject TOKENS = RunSamples.ADD_CLAIMS;
  private static final RunRecord.Subject PREVIEW =
      new RunRecord.Subject(
          new TriggerName("user:pre_mfa"),
          new WorkflowId("skip mfa: \"now\""),
          new DeploymentId("dep_2"),
          Samples.commit(2),
          8,
          true);

  private Instant first;
  private RunId completed;
  private RunId denied;
  private RunId failed;

  @BeforeEach
  void remember() {
    first = now();
    completed = remember(PRODUCTION, TOKENS, "completed", "continue", ALICE, "");
    denied =
        remember(
            PRODUCTION, TOKENS, "denied", "stop", BOB, "", line("warn", "Plan über-expired (pro)"));
    failed =
        remember(
            PRODUCTION,
            PREVIEW,
            "failed",
            "continue",
            ALICE,
            "too_many_fetches: no more",
            line("debug", "asked https://api.example.com/plans"),
            line("error", "TypeError: x is undefined"));
    remember(STAGING, PREVIEW, "failed", "stop", ALICE, "other", line("error", "expired x"));
  }

  @Test
  void list_bySubject_findsThose() {
    assertThat(bySubject(subject().withTrigger("user:pre_mfa"))).containsExactly(failed);
    assertThat(bySubject(subject().withWorkflow("skip mfa: \"now\""))).containsExactly(failed);
    assertThat(bySubject(subject().withWorkflow("addClaims"))).containsExactly(denied, completed);
    assertThat(bySubject(subject().withDeployment("dep_1"))).containsExactly(denied, completed);
    assertThat(bySubject(subject().withRelease(8))).containsExactly(failed);
    assertThat(bySubject(subject().withPreview(true))).containsExactly(failed);
    assertThat(bySubject(subject().withPreview(false))).containsExactly(denied, completed);
    assertThat(bySubject(subject().withWorkflow("addclaims"))).isEmpty();
    assertThat(bySubject(subject().withWorkflow("addClaims").withRelease(8))).isEmpty();
  }

  @Test
  void list_byEnding_findsThose() {
    assertThat(byEnding("denied", null, null)).containsExactly(denied);
    assertThat(byEnding(null, "continue", null)).containsExactly(failed, completed);
    assertThat(byEnding("failed", "stop", null)).isEmpty();
    assertThat(byEnding(null, null, LogLevel.DEBUG)).containsExactly(failed, denied);
    assertThat(byEnding(null, null, LogLevel.WARN)).containsExactly(failed, denied);
    assertThat(byEnding(null, null, LogLevel.ERROR)).containsExactly(failed);
    assertThat(byEnding("denied", null, LogLevel.ERROR)).isEmpty();
  }

  @Test
  void list_byPeriod_findsThoseThatBeganWithin() {
    Instant second = first.plusMillis(1);

    assertThat(byPeriod(Optional.of(second), Optional.empty())).containsExactly(failed, denied);
    assertThat(byPeriod(Optional.empty(), Optional.of(second))).containsExactly(completed);
    assertThat(byPeriod(Optional.of(second), Optional.of(second.plusMillis(1))))
        .containsExactly(denied);
    assertThat(byPeriod(Optional.of(second), Optional.of(second))).isEmpty();
    Instant never = Instant.parse("9999-12-31T00:00:00Z");
    assertThat(byPeriod(Optional.of(Instant.EPOCH.minusMillis(1)), Optional.of(never))).hasSize(3);
    assertThat(byPeriod(Optional.of(never), Optional.empty())).isEmpty();
  }

  @Test
  void list_byUser_findsTheirsInThatEnvironment() {
    assertThat(byUser(ALICE)).containsExactly(failed, completed);
    assertThat(byUser(new UserId("kp_ALICE"))).isEmpty();
  }

  @Test
  void list_byWords_findsThoseInWhoseLogOrErrorAllOccur() {
    assertThat(byWords("expired")).containsExactly(denied);
    assertThat(byWords("ÜBER expired")).containsExactly(denied);
    assertThat(byWords("über-expired (PRO)")).containsExactly(denied);
    assertThat(byWords("expired typeerror")).isEmpty();
    assertThat(byWords("expire")).isEmpty();
    assertThat(byWords("https://api.example.com/plans")).containsExactly(failed);
    assertThat(byWords("too_many_fetches")).containsExactly(failed);
    assertThat(byWords("AND OR NOT")).isEmpty();
    assertThat(byWords("addClaims")).isEmpty();
  }

  @Test
  void list_byEverythingAtOnce_findsWhatAllHoldsFor() {
    RunFilter filter =
        new RunFilter(
            subject().withTrigger("user:pre_mfa").withPreview(true).made(),
            new Ending(Optional.of("failed"), Optional.of("continue"), Optional.of(LogLevel.WARN)),
            new Period(Optional.of(first), Optional.of(first.plusSeconds(1))),
            Optional.of(ALICE),
            Optional.of(Words.of("undefined")));

    assertThat(list(filter)).containsExactly(failed);
    assertThat(registry.runs().list(NOWHERE, filter, PageRequest.first(9)).items()).isEmpty();
  }

  @Test
  void list_filteredInPages_isWhole() {
    for (int i = 0; i < 7; i++) {
      remember(PRODUCTION, TOKENS, "denied", "stop", BOB, "");
      remember(PRODUCTION, TOKENS, "completed", "continue", BOB, "");
    }
    RunFilter filter =
        new RunFilter(
            Subject.ANY,
            new Ending(Optional.of("denied"), Optional.empty(), Optional.empty()),
            Period.EVER,
            Optional.empty(),
            Optional.empty());

    List<RunRecord> found = Pages.all(3, page -> registry.runs().list(PRODUCTION, filter, page));

    assertThat(found).hasSize(8).extracting(run -> run.result().status()).containsOnly("denied");
  }

  private RunId remember(
      EnvironmentName environment,
      RunRecord.Subject subject,
      String status,
      String decision,
      UserId user,
      String error,
      RunRecord.LogLine... log) {
    RunRecord.Result result =
        new RunRecord.Result(now(), Duration.ofMillis(1), status, decision, "{}");
    RunRecord run =
        new RunRecord(
            RunId.next(clock),
            environment,
            subject,
            result,
            new RunRecord.Trace(List.of(log), Optional.empty()));
    registry.runs().append(List.of(new NewRun(run, Optional.of(user), error)));
    clock.pass(Duration.ofMillis(1));
    return run.id();
  }

  private RunRecord.LogLine line(String level, String text) {
    return new RunRecord.LogLine(now(), level, text);
  }

  /** What ran, as far as it is asked for. */
  private record Wanted(
      @Nullable String trigger,
      @Nullable String workflow,
      @Nullable String deployment,
      @Nullable Integer release,
      @Nullable Boolean preview) {
    Wanted withTrigger(String name) {
      return new Wanted(name, workflow, deployment, release, preview);
    }

    Wanted withWorkflow(String id) {
      return new Wanted(trigger, id, deployment, release, preview);
    }

    Wanted withDeployment(String id) {
      return new Wanted(trigger, workflow, id, release, preview);
    }

    Wanted withRelease(int number) {
      return new Wanted(trigger, workflow, deployment, number, preview);
    }

    Wanted withPreview(boolean is) {
      return new Wanted(trigger, workflow, deployment, release, is);
    }

    Subject made() {
      return new Subject(
          Optional.ofNullable(trigger).map(TriggerName::new),
          Optional.ofNullable(workflow).map(WorkflowId::new),
          Optional.ofNullable(deployment).map(DeploymentId::new),
          Optional.ofNullable(release),
          Optional.ofNullable(preview));
    }
  }

  private static Wanted subject() {
    return new Wanted(null, null, null, null, null);
  }

  private List<RunId> bySubject(Wanted wanted) {
    return list(
        new RunFilter(wanted.made(), Ending.ANY, Period.EVER, Optional.empty(), Optional.empty()));
  }

  private List<RunId> byEnding(
      @Nullable String status, @Nullable String decision, @Nullable LogLevel level) {
    Ending ending =
        new Ending(
            Optional.ofNullable(status), Optional.ofNullable(decision), Optional.ofNullable(level));
    return list(
        new RunFilter(Subject.ANY, ending, Period.EVER, Optional.empty(), Optional.empty()));
  }

  private List<RunId> byPeriod(Optional<Instant> from, Optional<Instant> to) {
    return list(
        new RunFilter(
            Subject.ANY, Ending.ANY, new Period(from, to), Optional.empty(), Optional.empty()));
  }

  private List<RunId> byUser(UserId user) {
    return list(
        new RunFilter(Subject.ANY, Ending.ANY, Period.EVER, Optional.of(user), Optional.empty()));
  }

  private List<RunId> byWords(String words) {
    return list(
        new RunFilter(
            Subject.ANY, Ending.ANY, Period.EVER, Optional.empty(), Optional.of(Words.of(words))));
  }

  private List<RunId> list(RunFilter filter) {
    return registry.runs().list(PRODUCTION, filter, PageRequest.first(9)).items().stream()
        .map(RunRecord::id)
        .toList();
  }
}

package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Words;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunFilter.Ending;
import dev.sluice.registry.run.RunFilter.Period;
import dev.sluice.registry.run.RunFilter.Subject;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How every store must find runs where there are thousands: what is common, thinly spread, or long
 * gone, each of which it may look for in another way.
 */
public abstract class ManyRunsContract extends RegistryContract {
  private static final int COUNT = 2_600;

  /** The oldest, and no others. */
  private static final int OF_AN_INCIDENT = 300;

  private final List<RunId> ids = new ArrayList<>();

  @BeforeEach
  void remember() {
    List<NewRun> runs = new ArrayList<>();
    for (int number = 0; number < COUNT; number++) {
      runs.add(run(number));
      clock.pass(Duration.ofMillis(1));
    }
    registry.runs().append(runs);
  }

  private static boolean failed(int number) {
    return number < OF_AN_INCIDENT;
  }

  private static boolean denied(int number) {
    return number >= OF_AN_INCIDENT && number % 3 == 0;
  }

  private static boolean warned(int number) {
    return number % 45 == 0;
  }

  private static String statusOf(int number) {
    if (failed(number)) {
      return "failed";
    }
    return denied(number) ? "denied" : "completed";
  }

  private NewRun run(int number) {
    RunId id = RunId.next(clock);
    ids.add(id);
    RunRecord.Result result =
        new RunRecord.Result(
            now(),
            Duration.ofMillis(1),
            statusOf(number),
            denied(number) ? "stop" : "continue",
            "{}");
    List<RunRecord.LogLine> log = new ArrayList<>();
    if (failed(number)) {
      log.add(new RunRecord.LogLine(now(), "error", "the upstream is gone"));
    }
    if (warned(number)) {
      log.add(new RunRecord.LogLine(now(), "warn", "a plan has expired"));
    }
    return new NewRun(
        new RunRecord(
            id,
            PRODUCTION,
            RunSamples.ADD_CLAIMS,
            result,
            new RunRecord.Trace(log, Optional.empty())),
        Optional.empty(),
        "");
  }

  @Test
  void list_whatIsCommon_findsAll() {
    assertThat(list(status("denied"))).isEqualTo(those(ManyRunsContract::denied));
    assertThat(list(decision("stop"))).isEqualTo(those(ManyRunsContract::denied));
  }

  @Test
  void list_whatIsThinlySpread_findsAll() {
    assertThat(list(level(LogLevel.WARN)))
        .isEqualTo(those(number -> failed(number) || warned(number)));
    assertThat(list(words("plan expired"))).isEqualTo(those(ManyRunsContract::warned));
    assertThat(list(new Asked(status("denied").ending(), words("expired").words())))
        .isEqualTo(those(number -> denied(number) && warned(number)));
  }

  @Test
  void list_whatIsLongGone_findsAll() {
    assertThat(list(status("failed"))).isEqualTo(those(ManyRunsContract::failed));
    assertThat(list(level(LogLevel.ERROR))).isEqualTo(those(ManyRunsContract::failed));
    assertThat(list(words("upstream"))).isEqualTo(those(ManyRunsContract::failed));
    assertThat(list(new Asked(level(LogLevel.ERROR).ending(), words("expired").words())))
        .isEqualTo(those(number -> failed(number) && warned(number)));
  }

  @Test
  void list_whatNeverWas_findsNothing() {
    assertThat(list(words("nowhere"))).isEmpty();
    assertThat(list(new Asked(status("completed").ending(), words("upstream").words()))).isEmpty();
  }

  /** What is asked for. */
  private record Asked(Ending ending, Optional<Words> words) {}

  private static Asked status(String status) {
    return new Asked(
        new Ending(Optional.of(status), Optional.empty(), Optional.empty()), Optional.empty());
  }

  private static Asked decision(String decision) {
    return new Asked(
        new Ending(Optional.empty(), Optional.of(decision), Optional.empty()), Optional.empty());
  }

  private static Asked level(LogLevel level) {
    return new Asked(
        new Ending(Optional.empty(), Optional.empty(), Optional.of(level)), Optional.empty());
  }

  private static Asked words(String words) {
    return new Asked(Ending.ANY, Optional.of(Words.of(words)));
  }

  private List<RunId> list(Asked asked) {
    RunFilter filter =
        new RunFilter(Subject.ANY, asked.ending(), Period.EVER, Optional.empty(), asked.words());
    return Pages.all(50, page -> registry.runs().list(PRODUCTION, filter, page)).stream()
        .map(RunRecord::id)
        .toList();
  }

  private List<RunId> those(IntPredicate which) {
    return IntStream.range(0, COUNT).filter(which).mapToObj(ids::get).toList().reversed();
  }
}

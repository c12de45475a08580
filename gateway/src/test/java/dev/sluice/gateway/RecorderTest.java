package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.live.LiveProgram;
import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.gateway.record.Ended;
import dev.sluice.gateway.record.Occasion;
import dev.sluice.gateway.record.RecordSettings;
import dev.sluice.gateway.record.Recorder;
import dev.sluice.gateway.record.RunDetail;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.run.UserId;
import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.FailurePolicy;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.Trigger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final RecordSettings ONE_WAITS = new RecordSettings(1, 1_000_000);
  private static final RecordSettings LITTLE_WAITS = new RecordSettings(100, 10_000);
  private static final EnvironmentName DEMO = new EnvironmentName("demo");
  private static final UserId ALICE = new UserId("kp_alice");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Shelf shelf = new Shelf();

  @Test
  void runs_thatTheRegistryRefused_areWrittenOnceItIsBack() throws Exception {
    shelf.failNext(1);
    try (Recorder recorder = recorder(RecordSettings.DEFAULT)) {
      recorder.record(denied());
      shelf.asked.acquire();
      shelf.asked.acquire();
    }

    assertThat(shelf.written).hasSize(1);
    assertThat(meters.counter("sluice.runs.recorded").count()).isEqualTo(1);
  }

  @Test
  void runs_thatFindNoRoom_areDroppedAndCounted() throws Exception {
    shelf.failNext(Integer.MAX_VALUE);
    try (Recorder recorder = recorder(ONE_WAITS)) {
      recorder.record(denied());
      shelf.asked.acquire();
      recorder.record(denied());
      recorder.record(denied());

      assertThat(meters.counter("sluice.runs.dropped").count()).isEqualTo(1);
      assertThat(recorder.lost(DEMO).orElseThrow().runs()).isEqualTo(1);
      assertThat(recorder.lost(new EnvironmentName("other"))).isEmpty();
      shelf.failNext(0);
    }

    assertThat(shelf.written).hasSize(2);
  }

  @Test
  void runs_tooLargeToWait_areLost() throws Exception {
    shelf.failNext(Integer.MAX_VALUE);
    try (Recorder recorder = recorder(LITTLE_WAITS)) {
      recorder.record(denied("{}"));
      shelf.asked.acquire();
      recorder.record(denied("\"" + "x".repeat(10_000) + "\""));
      recorder.record(denied("{}"));

      assertThat(recorder.lost(DEMO).orElseThrow().runs()).isEqualTo(1);
      shelf.failNext(0);
    }

    assertThat(shelf.written).hasSize(2);
  }

  @Test
  void runs_thatSimplyCompleted_leaveRoomForThoseThatDidNot() throws Exception {
    RecordSettings fourWait = new RecordSettings(4, 1_000_000);
    try (Recorder recorder = new Recorder(shelf, fourWait, Clock.systemUTC(), meters)) {
      for (int i = 0; i < 5; i++) {
        recorder.record(completed(Recording.DEFAULT));
      }
      recorder.record(denied());

      assertThat(recorder.lost(DEMO).orElseThrow().runs()).isEqualTo(2);
      recorder.start();
    }

    assertThat(shelf.written).hasSize(4);
  }

  @Test
  void runs_ofAnEnvironmentThatFailsAllTheTime_leaveRoomForOthers() throws Exception {
    RecordSettings fourWait = new RecordSettings(4, 1_000_000);
    EnvironmentName other = new EnvironmentName("other");
    try (Recorder recorder = new Recorder(shelf, fourWait, Clock.systemUTC(), meters)) {
      for (int i = 0; i < 9; i++) {
        recorder.record(denied());
      }
      recorder.record(denied(other));
      recorder.record(denied(other));
      recorder.record(denied(other));

      assertThat(recorder.lost(DEMO).orElseThrow().runs()).isEqualTo(7);
      assertThat(recorder.lost(other).orElseThrow().runs()).isEqualTo(1);
      recorder.start();
    }

    assertThat(shelf.written)
        .extracting(RunRecord::environment)
        .containsExactly(DEMO, other, DEMO, other);
  }

  private static Ended denied(EnvironmentName environment) throws BundleException {
    return ended(
        new Occasion(environment, Recording.DEFAULT, Optional.empty()),
        Outcome.Status.DENIED,
        "{}");
  }

  @Test
  void runs_thatTheStoreChokedOnAtTheEnd_areCountedOnce() throws Exception {
    shelf.choke(new IllegalArgumentException("unwritable"), new StackOverflowError());
    Recorder recorder = recorder(RecordSettings.DEFAULT);
    recorder.record(denied());
    shelf.asked.acquire();

    recorder.close();

    assertThat(recorder.lost(DEMO).orElseThrow().runs()).isEqualTo(1);
  }

  @Test
  void runs_thatCompletedWithMuchToKeep_leaveRoomForThoseThatDidNot() throws Exception {
    RecordSettings little = new RecordSettings(1_000, 40_000);
    try (Recorder recorder = new Recorder(shelf, little, Clock.systemUTC(), meters)) {
      for (int i = 0; i < 100; i++) {
        recorder.record(completed(Recording.DEFAULT));
      }
      long lost = recorder.lost(DEMO).orElseThrow().runs();
      recorder.record(denied("\"" + "x".repeat(3_000) + "\""));

      assertThat(recorder.lost(DEMO).orElseThrow().runs()).isEqualTo(lost);
      recorder.start();
    }
  }

  @Test
  void close_whenTheRegistryStaysAway_countsWhatIsLost() throws Exception {
    shelf.failNext(Integer.MAX_VALUE);
    Recorder recorder = recorder(RecordSettings.DEFAULT);
    recorder.record(denied());
    shelf.asked.acquire();
    recorder.record(denied());

    recorder.close();

    assertThat(recorder.lost(DEMO).orElseThrow().runs()).isEqualTo(2);
    assertThat(meters.counter("sluice.runs.dropped").count()).isEqualTo(2);
  }

  @Test
  void runs_lost_areToldOfWhileStorageIsAway() throws Exception {
    shelf.failNext(Integer.MAX_VALUE);
    BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
    try (Recorder recorder = new Recorder(shelf, ONE_WAITS, Clock.systemUTC(), meters)) {
      recorder.onLoss((environment, runs) -> told.add(runs));
      recorder.record(denied());
      recorder.record(denied());
      recorder.record(denied());
      recorder.start();

      assertThat(told.take()).isEqualTo(2);
      shelf.failNext(0);
    }

    assertThat(shelf.written).hasSize(1);
  }

  @Test
  void forget_userWhoseRunsAreNotWrittenYet_isForgottenBeforeTheyAre() throws Exception {
    shelf.failNext(Integer.MAX_VALUE);
    try (Recorder recorder = recorder(RecordSettings.DEFAULT)) {
      recorder.record(denied(Optional.of(ALICE), "{}"));
      shelf.asked.acquire();
      recorder.record(denied(Optional.of(ALICE), "{}"));
      recorder.record(denied());

      assertThat(recorder.forget(DEMO, ALICE)).isEqualTo(2);
      assertThat(recorder.forget(new EnvironmentName("other"), ALICE)).isZero();
      shelf.failNext(0);
    }

    assertThat(shelf.written).hasSize(1);
  }

  @Test
  void run_completed_isKeptAsOftenAsTheEnvironmentSays() throws Exception {
    try (Recorder recorder = recorder(RecordSettings.DEFAULT)) {
      recorder.record(completed(new Recording(0, false)));
      recorder.record(completed(new Recording(100_000, false)));
    }

    assertThat(shelf.written).hasSize(1);
  }

  @Test
  void run_whoseEffectsAreNoJson_isDroppedAndCounted_andTheNextIsWritten() throws Exception {
    try (Recorder recorder = recorder(RecordSettings.DEFAULT)) {
      recorder.record(denied("{\"account\":[REDACTED]}"));
      recorder.record(denied("{}} trailing"));
      recorder.record(denied("{},\"more\":{"));
      recorder.record(denied());
    }

    assertThat(shelf.written).hasSize(1);
    assertThat(meters.counter("sluice.runs.dropped").count()).isEqualTo(3);
    assertThat(meters.counter("sluice.runs.recorded").count()).isEqualTo(1);
  }

  @Test
  void run_whoseEffectsNoTreeWouldHold_isWrittenAsItIs() throws Exception {
    String deep = "{\"claims\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    String twice = "{\"[REDACTED]\":1,\"[REDACTED]\":2}";
    try (Recorder recorder = recorder(RecordSettings.DEFAULT)) {
      recorder.record(denied(deep));
      recorder.record(denied(twice));
    }

    assertThat(shelf.written)
        .extracting(run -> RunDetail.parse(run.result().detail()).orElseThrow().effects())
        .containsExactly(deep, twice);
  }

  @Test
  void runs_thatTheStoreChokesOn_areDropped_andWritingGoesOn() throws Exception {
    shelf.choke(new IllegalArgumentException("unwritable"), new StackOverflowError());
    try (Recorder recorder = recorder(RecordSettings.DEFAULT)) {
      for (int i = 0; i < 3; i++) {
        recorder.record(denied());
        shelf.asked.acquire();
      }
    }

    assertThat(shelf.written).hasSize(1);
    assertThat(meters.counter("sluice.runs.dropped").count()).isEqualTo(2);
  }

  @Test
  void run_thatTheRegistryNeverTakes_isDroppedAndCounted_andTheOthersAreWritten() throws Exception {
    shelf.refuse("unwritable");
    try (Recorder recorder =
        new Recorder(shelf, RecordSettings.DEFAULT, Clock.systemUTC(), meters)) {
      recorder.record(denied());
      recorder.record(denied("{\"unwritable\":1}"));
      recorder.record(denied());
      recorder.start();
    }

    assertThat(shelf.written).hasSize(2);
    assertThat(meters.counter("sluice.runs.dropped").count()).isEqualTo(1);
    assertThat(meters.counter("sluice.runs.recorded").count()).isEqualTo(2);
  }

  private Recorder recorder(RecordSettings settings) {
    Recorder recorder = new Recorder(shelf, settings, Clock.systemUTC(), meters);
    recorder.start();
    return recorder;
  }

  private static Ended denied() throws BundleException {
    return denied("{}");
  }

  private static Ended denied(String effects) throws BundleException {
    return denied(Optional.empty(), effects);
  }

  private static Ended denied(Optional<UserId> user, String effects) throws BundleException {
    return ended(new Occasion(DEMO, Recording.DEFAULT, user), Outcome.Status.DENIED, effects);
  }

  private static Ended completed(Recording recording) throws BundleException {
    return ended(new Occasion(DEMO, recording, Optional.empty()), Outcome.Status.COMPLETED, "{}");
  }

  private static Ended ended(Occasion occasion, Outcome.Status status, String effects)
      throws BundleException {
    Outcome outcome =
        new Outcome(
            status,
            Outcome.Decision.STOP,
            "{}",
            Optional.empty(),
            new Outcome.Trace(Instant.now(), Duration.ofMillis(1), List.of(), effects, List.of()));
    return new Ended(RunId.next(Clock.systemUTC()), occasion, workflow(), outcome);
  }

  private static LiveWorkflow workflow() throws BundleException {
    Build build = TestWorkflow.claim(1).build();
    Deployment deployment =
        new Deployment(
            DeploymentId.next(Clock.systemUTC()),
            new EnvironmentName("demo"),
            build.workflow(),
            new Deployment.Provenance(new CommitId("a".repeat(40)), Instant.EPOCH),
            build.bundle().digest());
    Program program =
        TestGateway.RUNTIME.compile(
            new ProgramSource(
                new ProgramSource.Owner("recorder", "addClaim"),
                new BundleCode(build.bundle().code(), "{}"),
                Trigger.USER_TOKENS_GENERATION,
                new ProgramSource.Declared(Set.of(), Set.of()),
                FailurePolicy.STOP));
    return new LiveWorkflow(deployment, LiveProgram.of(program), 1, Optional.empty(), "{}");
  }

  /** Where runs are written, as far as the test lets them. */
  private static final class Shelf implements Runs {
    private final List<RunRecord> written = new CopyOnWriteArrayList<>();
    private final Semaphore asked = new Semaphore(0);
    private final Queue<Throwable> chokes = new ArrayDeque<>();
    private Optional<String> refused = Optional.empty();
    private int failures;

    synchronized void refuse(String text) {
      refused = Optional.of(text);
    }

    synchronized void failNext(int times) {
      failures = times;
    }

    synchronized void choke(RuntimeException first, Error second) {
      chokes.add(first);
      chokes.add(second);
    }

    @Override
    public synchronized void append(List<NewRun> runs) {
      asked.release();
      switch (chokes.poll()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> {}
      }
      if (failures > 0) {
        failures--;
        throw new RegistryException("away", new IllegalStateException());
      }
      if (refused.isPresent() && runs.stream().anyMatch(run -> holds(run, refused.get()))) {
        throw new UnwritableException("refused", new IllegalStateException());
      }
      runs.forEach(run -> written.add(run.record()));
    }

    private static boolean holds(NewRun run, String text) {
      return run.record().result().detail().contains(text);
    }

    @Override
    public Optional<RunRecord> find(EnvironmentName environment, RunId id) {
      return Optional.empty();
    }

    @Override
    public Page<RunRecord> list(EnvironmentName environment, RunFilter filter, PageRequest page) {
      return new Page<>(written, Optional.empty());
    }

    @Override
    public int prune(EnvironmentName environment, Instant before, int keep) {
      return 0;
    }

    @Override
    public int erase(EnvironmentName environment, UserId user, int unwritten) {
      return 0;
    }
  }
}

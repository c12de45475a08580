package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run may use, and how it ends when it wants more. */
class LimitsTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @Test
  void defaults_areWhatTheDocumentsSay() {
    RunLimits limits = RunLimits.DEFAULT;
    assertThat(limits.time().wallClock()).hasSeconds(5);
    assertThat(limits.time().cpu()).hasSeconds(1);
    assertThat(limits.allocatedBytes()).isEqualTo(1024L * 1024 * 1024);
    assertThat(limits.fetching().requests()).isEqualTo(20);
    assertThat(limits.fetching().bodyBytes()).isEqualTo(1024 * 1024);
    assertThat(limits.claimsBytes()).isEqualTo(64 * 1024);
    assertThat(limits.logging()).isEqualTo(new RunLimits.Logging(256 * 1024, 5_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpu_exceeded       | for (;;) {}                                      | 1 s of processor
          memory_exceeded    | let a = []; for (;;) a[0] = new Float64Array(9e3)| 1024 MB of memory
          memory_exceeded    | for (;;) new Uint8Array(100_000);                | 1024 MB of memory
          deadline_exceeded  | await new Promise((r) => setTimeout(r, 60_000)); | 5 s
          too_many_log_lines | for (;;) try { console.log('x') } catch {}       | 5,000 lines
          too_many_log_lines | for (let i = 0; i < 6000; i++) console.log(i);   | 5,000 lines
          log_too_large      | for (;;) console.log('é'.repeat(8_000));         | 262,144 bytes
          claims_too_large   | kinde.idToken.setCustomClaim('x', 'é'.repeat(4e4))| 65536 bytes
          too_many_fetches   | for (;;) kinde.fetch('http://a.invalid/');       | 20 fetches
          """)
  void run_wantingMore_endsWithItsOwnCode(String code, String body, String says) throws Exception {
    TestRuns.Workflow workflow =
        RUNS.workflow(body).binding("kinde.idToken").binding("kinde.fetch");
    if (!code.equals("deadline_exceeded")) {
      workflow.lasting(Duration.ofMinutes(1));
    }
    Outcome outcome = workflow.run();
    assertThat(outcome.error().orElseThrow().code()).as(log(outcome)).isEqualTo(code);
    assertThat(outcome.error().orElseThrow().message()).contains(says);
    assertThat(RUNS.runtime.abandonedThreads()).isZero();
    assertThat(RUNS.workflow("return 1").run().status()).isEqualTo(Outcome.Status.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "async () => {\nawait null;\nfor (;;) {}\n}",
        "() => {\n\nfor (;;) {}\n}",
        "async () => { await null; [1].map(() => {\n\nwhile (true);\n}); }",
      })
  void run_stoppedInALoop_saysWhere(String function) throws Exception {
    assertThat(placeOfALoop(function).orElseThrow().toString()).startsWith("src/loop.ts:3");
  }

  /**
   * It may be stopped as it is resumed, and is then at no line but its function's first. Rarely it
   * is stopped between two awaits, and is then nowhere.
   */
  @Test
  void run_stoppedInALoopOfAwaits_saysInWhichFunction() throws Exception {
    Optional<SourcePosition> place = Optional.empty();
    for (int i = 0; i < 10 && place.isEmpty(); i++) {
      place = placeOfALoop("async () => {\nawait null;\nfor (;;) await null;\n}");
    }
    assertThat(place.orElseThrow().toString()).matches("src/loop\\.ts:(1|3):.*");
  }

  private static Optional<SourcePosition> placeOfALoop(String function) throws Exception {
    BundleCode bundle =
        new BundleCode(
            "var __sluice_module = { default: " + function + " };",
            """
            {"version": 3, "sources": ["src/loop.ts"], "names": [], "mappings": "AAAA;AACA;AACA;AACA"}
            """);
    RunRequest request = RUNS.workflow("").lasting(Duration.ofMinutes(1)).request();
    Outcome outcome = RUNS.runtime.run(RUNS.compile(bundle), request);
    // Awaiting allocates: where earlier runs left the heap nearly full, that ends it sooner.
    assertThat(outcome.error().orElseThrow().code()).isIn("cpu_exceeded", "memory_exceeded");
    return outcome.error().orElseThrow().at();
  }

  @Test
  void run_catchingTheLimitsError_failsAllTheSame() throws Exception {
    Outcome outcome =
        RUNS.workflow("try { for (;;) console.log('x'); } catch (e) { console.log(e.name); }")
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
    assertThat(outcome.error().orElseThrow().code()).isEqualTo("too_many_log_lines");
    assertThat(outcome.trace().log()).hasSize(RunLimits.DEFAULT.logging().lines() + 1);
  }

  @Test
  void claims_setAgain_countOnce() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "for (let i = 0; i < 10; i++) kinde.idToken.setCustomClaim('x',"
                    + " 'y'.repeat(60_000))")
            .binding("kinde.idToken")
            .run();
    assertThat(outcome.status()).as(log(outcome)).isEqualTo(Outcome.Status.COMPLETED);
  }

  @Test
  void run_holdingMemoryWhileItWaits_isStoppedBeforeTheHeapIsFull() throws Exception {
    Program holds =
        RUNS.workflow(
                "const all = []; for (let i = 0; i < 18; i++) all.push(new"
                    + " Float64Array(4_000_000));await new Promise((r) => setTimeout(r, 4000));"
                    + " return all.length;")
            .environment("hoarder")
            .compile();
    RunRequest request = RUNS.workflow("").limits(onlyMemoryCounts()).request();
    List<Future<Outcome>> runs = new ArrayList<>();
    int tooMany = (int) (Runtime.getRuntime().maxMemory() / (18 * 32_000_000L)) + 2;
    try (ExecutorService threads = Executors.newFixedThreadPool(tooMany)) {
      for (int i = 0; i < tooMany; i++) {
        runs.add(threads.submit(() -> RUNS.runtime.run(holds, request)));
      }
      List<String> endings = new ArrayList<>();
      for (Future<Outcome> run : runs) {
        endings.add(ending(run));
      }
      assertThat(endings)
          .contains("memory_exceeded")
          .isSubsetOf("memory_exceeded", "deadline_exceeded", "completed", "saturated");
    }
    assertThat(RUNS.workflow("return 1").run().status()).isEqualTo(Outcome.Status.COMPLETED);
  }

  /** The system takes its time to find so much memory, which counts as the run's. */
  private static RunLimits onlyMemoryCounts() {
    RunLimits usual = RunLimits.DEFAULT;
    return new RunLimits(
        new RunLimits.Time(Duration.ofMinutes(1), Duration.ofSeconds(30)),
        usual.allocatedBytes(),
        usual.fetching(),
        usual.claimsBytes(),
        usual.logging());
  }

  private static String ending(Future<Outcome> run) throws Exception {
    try {
      return run.get().error().map(Outcome.RunError::code).orElse("completed");
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(SaturatedException.class);
      return "saturated";
    }
  }
}

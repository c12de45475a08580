package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.effects;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConcurrencyTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @Test
  void run_manyAtOnce_eachGetsItsOwnOutcome() throws Exception {
    TestRuns.Workflow workflow =
        RUNS.workflow("kinde.accessToken.setCustomClaim('id', event.request.id);")
            .binding("kinde.accessToken")
            .lasting(Duration.ofMinutes(1));
    Program program = workflow.compile();
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      RunRequest request =
          workflow.event("{\"request\":{\"id\":" + i + "},\"context\":{}}").request();
      calls.add(() -> RUNS.runtime.run(program, request));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      List<Future<Outcome>> outcomes = threads.invokeAll(calls);
      for (int i = 0; i < 64; i++) {
        assertThat(effects(outcomes.get(i).get()).at("/accessToken/claims/id").asInt())
            .isEqualTo(i);
      }
    }
  }

  @Test
  void run_besideOnesThatLoop_isUnharmed() throws Exception {
    Program endless = RUNS.workflow("for (;;) {}").environment("noisy").compile();
    TestRuns.Workflow quiet =
        RUNS.workflow("return 1").environment("quiet").lasting(Duration.ofMinutes(1));
    Program program = quiet.compile();
    RunRequest brief = RUNS.workflow("").within(Duration.ofMillis(300)).request();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<String>> noisy = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        noisy.add(threads.submit(() -> howItEnds(endless, brief)));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(RUNS.runtime.run(program, quiet.request()).status())
            .isEqualTo(Outcome.Status.COMPLETED);
      }
      for (Future<String> one : noisy) {
        assertThat(one.get()).isIn("deadline_exceeded", "saturated");
      }
    }
  }

  /** A run may also find no realm in time: those of its environment are all held by its like. */
  private static String howItEnds(Program program, RunRequest request) {
    try {
      return RUNS.runtime.run(program, request).error().orElseThrow().code();
    } catch (SaturatedException e) {
      return "saturated";
    }
  }

  @Test
  void inspect_ofAModule_tellsItsExports() {
    Inspection inspection =
        RUNS.runtime.inspect(
            "inspected",
            new BundleCode(
                "var __sluice_module = { workflowSettings: { id: 'a' }, default: () => {} };",
                "{}"));
    assertThat(inspection)
        .isEqualTo(new Inspection.Loaded(java.util.Optional.of("{\"id\":\"a\"}"), "function"));
  }

  @Test
  void inspect_ofAModuleThatThrowsOrNeverEnds_isBroken() {
    for (String code : List.of("throw new Error('at load')", "for (;;) {}", "const ;")) {
      Inspection inspection =
          RUNS.runtime.inspect(
              "inspected", new BundleCode("var __sluice_module = (() => {" + code + "})();", "{}"));
      assertThat(inspection).as(code).isInstanceOf(Inspection.Broken.class);
    }
  }
}

package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a promise that is rejected and that nothing awaits. */
class RejectionTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @Test
  void check_whoseAwaitWasForgotten_isWarnedOfWithItsPlace() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const check = async () => {
                  await null;
                  throw new Error("the ledger is closed");
                };
                check();
                """)
            .mapped()
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(log(outcome))
        .startsWith("WARN A promise was rejected while nothing awaited it")
        .contains("missing await: Error: the ledger is closed")
        .contains("(src/aWorkflow.ts:6:1)");
  }

  @Test
  void rejection_afterTheFunctionHasSettled_isWarnedOf() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.fetch('http://127.0.0.1:1/').then((answer) => answer.json);")
            .binding("kinde.fetch")
            .run();
    assertThat(log(outcome)).contains("WARN A promise was rejected", "fetch failed");
  }

  @Test
  void rejection_thatIsHandledInTime_isNoneOfTheLogsBusiness() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const fails = async () => { throw new Error("no"); };
                await fails().catch(() => {});
                try { await fails(); } catch {}
                await Promise.allSettled([fails(), fails()]);
                const late = fails();
                await null;
                late.catch(() => {});
                """)
            .run();
    assertThat(log(outcome)).isEmpty();
  }

  @Test
  void uncaughtError_isToldOnce() throws Exception {
    Outcome outcome = RUNS.workflow("throw new Error('no')").run();
    assertThat(log(outcome)).startsWith("ERROR Error: no").doesNotContain("WARN");
  }

  @Test
  void rejections_byTheThousand_areWarnedOfAFewTimes() throws Exception {
    Outcome outcome =
        RUNS.workflow("for (let i = 0; i < 5000; i++) Promise.reject(new Error(i));").run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(outcome.trace().log()).hasSize(11);
    assertThat(log(outcome))
        .endsWith("WARN More promises were rejected while nothing awaited them.\n");
  }

  @Test
  void rejection_ofOneRun_isNotInTheNextsLog() throws Exception {
    TestRuns.Workflow leaves =
        RUNS.workflow(
            """
            class Own extends Promise {}
            Own.reject(new Error("first"));
            Promise.reject(new Error("second"));
            """);
    assertThat(leaves.run().trace().log()).hasSize(2);
    assertThat(leaves.run().trace().log()).hasSize(2);
    assertThat(log(RUNS.workflow("console.log('next')").run())).isEqualTo("INFO next\n");
  }

  @Test
  void secret_inARejection_isRedacted() throws Exception {
    Outcome outcome =
        RUNS.workflow("Promise.reject(new Error(kinde.env.get('KEY').value));")
            .variable("KEY", "hunter2hunter2", true)
            .run();
    assertThat(log(outcome)).contains("[REDACTED]").doesNotContain("hunter2");
  }
}

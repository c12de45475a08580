package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors as a run's log shows them. */
class LoggedErrorTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log(error)",
        "console.log('caught', { error })",
        "console.log(error.stack)",
        "console.log(JSON.stringify(error, Object.getOwnPropertyNames(error)))"
      })
  void error_loggedInAnyForm_showsTheAuthorsCodeAlone(String statement) throws Exception {
    Outcome outcome =
        RUNS.workflow("try { null.x } catch (error) { " + statement + " }").mapped().run();
    assertThat(log(outcome))
        .contains("src/aWorkflow.ts:4:1")
        .contains("Cannot read property 'x' of null")
        .doesNotContain("workflow.js:", "realm.js");
  }

  @Test
  void error_withCauses_isLoggedWithThem() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const root = new TypeError("the root");
                console.log(new Error("outer", { cause: new Error("inner", { cause: root }) }));
                """)
            .run();
    assertThat(log(outcome))
        .containsSubsequence(
            "Error: outer", "[cause]: Error: inner", "[cause]: TypeError: the root");
  }

  @Test
  void error_uncaughtWithCauses_isLoggedWithThem() throws Exception {
    Outcome outcome =
        RUNS.workflow("throw new Error('outer', { cause: { code: 7 } });").mapped().run();
    assertThat(outcome.error().orElseThrow().message()).isEqualTo("Error: outer");
    assertThat(log(outcome)).contains("[cause]: a value that isn't an Error: {\"code\":7}");
  }

  @Test
  void error_thatCausedItself_isToldAllTheSame() throws Exception {
    String self = "const error = new Error('loops'); error.cause = error;";
    assertThat(log(RUNS.workflow(self + "throw error;").run())).contains("Error: loops");
    assertThat(log(RUNS.workflow(self + "console.log(error);").run())).contains("Error: loops");
  }

  @Test
  void error_whoseCauseThrows_isToldWithoutIt() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                throw Object.defineProperty(new Error("outer"), "cause", {
                  get() { throw new Error("none of your business"); },
                });
                """)
            .run();
    assertThat(outcome.error().orElseThrow().message()).isEqualTo("Error: outer");
  }

  @Test
  void undeclaredBinding_whenUsed_isExplained() throws Exception {
    Outcome outcome = RUNS.workflow("new URL('https://a.example')").binding("kinde.auth").run();
    assertThat(log(outcome)).contains("declares only kinde.auth", "Add \"url\": {}");
  }

  @Test
  void binding_usedAtTheTopOfAModule_isExplained() {
    BundleCode bundle = new BundleCode("var __sluice_module = { x: kinde.env.get('A') };", "{}");
    assertThat(RUNS.runtime.inspect("test", bundle))
        .isInstanceOfSatisfying(
            Inspection.Broken.class,
            broken ->
                assertThat(broken.message()).contains("of undefined. Bindings are only there"));
  }
}

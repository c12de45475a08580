package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.effects;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @Test
  void run_withUnknownEventFields_seesTheEventWhole() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "console.log(event.context.auth.provider.data.idToken.claims.hd, event.extra);")
            .event(
                """
                {"request":{},"extra":[1],
                 "context":{"auth":{"provider":{"data":{"idToken":{"claims":{"hd":"acme"}}}}}}}
                """)
            .run();
    assertThat(log(outcome)).contains("INFO acme [1]");
  }

  @Test
  void run_thatDenies_stops() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.auth.denyAccess('Not today'); console.log('goes on');")
            .binding("kinde.auth")
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.DENIED);
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.STOP);
    assertThat(outcome.effects()).isEqualTo("{\"auth\":{\"denied\":{\"reason\":\"Not today\"}}}");
    assertThat(log(outcome)).contains("goes on");
  }

  @Test
  void run_thatFailsAfterDenying_keepsTheDenialAndNothingElse() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                kinde.accessToken.setCustomClaim("a", 1);
                kinde.auth.denyAccess("no");
                throw new Error("afterwards");
                """)
            .binding("kinde.auth")
            .binding("kinde.accessToken")
            .failurePolicy(FailurePolicy.CONTINUE)
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.STOP);
    assertThat(outcome.effects()).isEqualTo("{\"auth\":{\"denied\":{\"reason\":\"no\"}}}");
  }

  @Test
  void run_thatDeniesAndLoops_keepsTheDenial() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.auth.denyAccess('no'); for (;;) {}")
            .binding("kinde.auth")
            .within(Duration.ofMillis(200))
            .run();
    assertThat(outcome.error().orElseThrow().code()).isEqualTo("deadline_exceeded");
    assertThat(effects(outcome).at("/auth/denied/reason").asString()).isEqualTo("no");
  }

  @Test
  void run_thatThrows_failsByItsPolicy() throws Exception {
    TestRuns.Workflow workflow = RUNS.workflow("null.x");
    assertThat(workflow.run().decision()).isEqualTo(Outcome.Decision.STOP);
    Outcome outcome = workflow.failurePolicy(FailurePolicy.CONTINUE).run();
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.CONTINUE);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
    assertThat(outcome.error().orElseThrow().message()).startsWith("TypeError: ");
  }

  @Test
  void run_ofEveryKindOfEndlessCode_isStoppedAtItsDeadline() throws Exception {
    for (String body :
        new String[] {
          "for (;;) {}",
          "await (async function again() { await null; return again(); })()",
          "const o = { get x() { for (;;) {} } }; o.x",
          "/(a+)+$/.test('a'.repeat(60) + 'b'); for (;;) {}",
          "[2, 1].sort(() => { for (;;) {} })",
          "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)",
          "Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1)",
          "Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)",
          "try { for (;;) {} } catch {} finally { for (;;) {} }",
          "await new Promise((resolve) => setTimeout(resolve, 60000))"
        }) {
      long begun = System.nanoTime();
      Outcome outcome = RUNS.workflow(body).within(Duration.ofMillis(150)).run();
      assertThat(outcome.error().orElseThrow().code()).as(body).isEqualTo("deadline_exceeded");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }
    assertThat(RUNS.workflow("return 1").run().status()).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(RUNS.runtime.abandonedThreads()).isZero();
  }

  @Test
  void run_awaitingWhatNothingSettles_failsAtOnce() throws Exception {
    Outcome outcome =
        RUNS.workflow("await new Promise(() => {})").within(Duration.ofSeconds(30)).run();
    assertThat(outcome.error().orElseThrow().code()).isEqualTo("never_settled");
    assertThat(outcome.trace().duration()).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void run_withTimers_callsThemInOrder() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const order = [];
                setTimeout((x) => order.push(x), 20, "late");
                setTimeout(() => order.push("early"), 1);
                clearTimeout(setTimeout(() => order.push("never"), 2));
                await new Promise((resolve) => setTimeout(resolve, 30));
                console.log(order.join());
                """)
            .run();
    assertThat(log(outcome)).contains("early,late");
  }

  @Test
  void run_ofAFunctionThatIsNotAsync_orReturnsAnything_completes() throws Exception {
    for (String body :
        new String[] {"return { then: 1 }", "return Promise.resolve(3)", "return () => 1", ""}) {
      assertThat(RUNS.workflow(body).run().status()).isEqualTo(Outcome.Status.COMPLETED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function (event) { console.log(event.request.a, event.context.b); }",
        "async function named({ request, context }) { console.log(request.a, context.b); }",
        "async ({ request: { a }, context: { b } }) => { await null; console.log(a, b); }",
        "({ request, context }) => console.log(request.a, context.b)",
        "event => { console.log(event.request.a, event.context.b); return { accessToken: 1 }; }",
        "async (...all) => { console.log(all[0].request.a, all[0].context.b, ...all.slice(1)); }"
      })
  void run_ofAFunctionOfAnyForm_isGivenTheEventAlone(String function) throws Exception {
    Outcome outcome =
        RUNS.module("return { default: " + function + " };")
            .event("{\"request\":{\"a\":1},\"context\":{\"b\":2}}")
            .run();
    assertThat(log(outcome)).isEqualTo("INFO 1 2\n");
    assertThat(outcome.status()).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(outcome.effects()).isEqualTo("{}");
  }

  @Test
  void run_invalidatingAField_stops() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.widget.invalidateFormField('p_first_password', 'Too short');")
            .trigger(Trigger.NEW_PASSWORD_PROVIDED)
            .binding("kinde.widget")
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.STOP);
    assertThat(effects(outcome).at("/widget/invalidFields/0/field").asString())
        .isEqualTo("p_first_password");
  }

  @Test
  void run_withABindingUndeclaredOrNotOffered_findsItUndefined() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "console.log(typeof kinde.accessToken, typeof kinde.mfa, typeof kinde.env, typeof"
                    + " URL);")
            .binding("kinde.mfa")
            .run();
    assertThat(log(outcome)).contains("undefined undefined undefined undefined");
  }

  @Test
  void run_touchingWhatIsNotThere_getsAReferenceErrorAndAHint() throws Exception {
    Outcome outcome = RUNS.workflow("process.env.SECRET").run();
    assertThat(outcome.error().orElseThrow().message()).contains("ReferenceError", "process");
    assertThat(log(outcome)).contains("kinde.env.get");
  }

  @Test
  void run_readingVariables_findsValueAndFlag() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "const { value, isSecret } = kinde.env.get('A');"
                    + "console.log(value, isSecret, kinde.env.getEnvironmentVariable('B'));")
            .variable("A", "x", false)
            .run();
    assertThat(log(outcome)).contains("x false undefined");
  }

  @Test
  void run_readingASecretBeingRotated_findsBothValues() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "const { value, isSecret, next } = kinde.env.get('A');"
                    + "console.log(value, isSecret, next, 'next' in kinde.env.get('B'));")
            .secret("A", "one", "two")
            .variable("B", "x", true)
            .run();
    assertThat(log(outcome)).contains("one true two false");
  }

  @Test
  void run_loggingSecrets_showsThemRedactedInEveryForm() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const secret = kinde.env.get("KEY").value;
                console.log("key=" + secret, { nested: [secret] });
                console.log(event.context.auth.firstPassword);
                kinde.accessToken.setCustomClaim("leak", secret);
                if (event.request.fail) throw new Error("with " + secret);
                """)
            .binding("kinde.accessToken")
            .variable("KEY", "s3cr\"et-value", true)
            .event(
                "{\"request\":{\"fail\":true},\"context\":{\"auth\":{\"firstPassword\":\"hunter22\"}}}")
            .run();
    assertThat(log(outcome))
        .contains("[REDACTED]")
        .doesNotContain("et-value")
        .doesNotContain("hunter22");
    assertThat(outcome.error().orElseThrow().message()).isEqualTo("Error: with [REDACTED]");
    assertThat(outcome.trace().effects()).doesNotContain("et-value");
  }

  @Test
  void run_throwingStrangeThings_neverBreaksTheHost() throws Exception {
    for (String thrown :
        new String[] {
          "undefined",
          "null",
          "42",
          "Symbol('x')",
          "{ get message() { throw 1; } }",
          "new Proxy({}, { get() { throw 2; } })",
          "Object.create(null)",
          "() => 1"
        }) {
      Outcome outcome = RUNS.workflow("throw (" + thrown + ");").run();
      assertThat(outcome.error().orElseThrow().code()).as(thrown).isEqualTo("uncaught_exception");
    }
  }

  @Test
  void run_recursingTooDeep_failsAndLeavesTheRuntimeWell() throws Exception {
    Outcome outcome = RUNS.workflow("const f = () => f() + 1; f();").run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
    assertThat(RUNS.workflow("return 1").run().status()).isEqualTo(Outcome.Status.COMPLETED);
  }

  @Test
  void compile_ofWhatDoesNotParse_saysSo() {
    assertThatThrownBy(() -> RUNS.workflow("const ;").compile())
        .isInstanceOf(BundleException.class);
  }

  @Test
  void run_settingTimersWithoutEnd_isRefused() throws Exception {
    Outcome outcome =
        RUNS.workflow("for (let i = 0; i < 2000; i++) setTimeout(() => {}, 1000);").run();
    assertThat(outcome.error().orElseThrow().message()).startsWith("RangeError: ");
  }

  @Test
  void run_denyingAtLength_hasItsReasonCut() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.auth.denyAccess('x'.repeat(1e6));").binding("kinde.auth").run();
    assertThat(outcome.effects()).hasSizeLessThan(3_000);
  }

  @Test
  void effects_holdingASecretWhereverItIs_areStoredAsJsonWithoutIt() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const secret = kinde.env.get("PIN").value;
                kinde.accessToken.setCustomClaim("account", Number(secret));
                kinde.accessToken.setCustomClaim("name-" + secret, [secret, { [secret]: 1.5 }]);
                """)
            .binding("kinde.accessToken")
            .variable("PIN", "1234567", true)
            .run();
    assertThat(effects(outcome).at("/accessToken/claims/account").asInt()).isEqualTo(1234567);
    assertThat(TestRuns.JSON.readTree(outcome.trace().effects()))
        .isEqualTo(
            TestRuns.JSON.readTree(
                """
                {"accessToken":{"claims":{"account":"[REDACTED]",
                  "name-[REDACTED]":["[REDACTED]",{"[REDACTED]":1.5}]}}}
                """));
  }

  @Test
  void effects_nestedDeeperThanAnyReaderTakes_failTheRun() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "let deep = []; for (let i = 0; i < 600; i++) deep = [deep];"
                    + "kinde.accessToken.setCustomClaim('deep', deep);")
            .binding("kinde.accessToken")
            .run();
    assertThat(outcome.error().orElseThrow().code()).isEqualTo("invalid_claim");
    assertThat(outcome.effects()).isEqualTo("{}");
  }

  @Test
  void run_throwingInATimer_fails() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                setTimeout(() => { throw new Error("in a timer"); }, 1);
                await new Promise((resolve) => setTimeout(resolve, 20));
                """)
            .run();
    assertThat(outcome.error().orElseThrow().code()).isEqualTo("uncaught_exception");
    assertThat(outcome.error().orElseThrow().message()).isEqualTo("Error: in a timer");
  }

  @Test
  void run_throwingAnObject_tellsWhatItWas() throws Exception {
    Outcome outcome = RUNS.workflow("throw { a: 1 };").run();
    assertThat(outcome.error().orElseThrow().message())
        .isEqualTo("a value that isn't an Error: {\"a\":1}");
  }

  @Test
  void arrays_searched_behaveAsTheLanguageSays() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const list = [1, NaN, 2, 1, , "x"];
                console.log(
                  [list.indexOf(1), list.indexOf(1, 1), list.indexOf(1, -3), list.indexOf(NaN),
                   list.lastIndexOf(1), list.lastIndexOf(1, 2), list.lastIndexOf(1, -4),
                   list.includes(NaN), list.includes(undefined), list.includes(1, 4),
                   list.indexOf(undefined), list.indexOf("x"), [].indexOf.length].join());
                console.log(BigInt("12") + BigInt(3), BigInt.asUintN(8, 257n), 5n.toString(2),
                  typeof BigInt(1), Object(1n) instanceof BigInt);
                """)
            .run();
    assertThat(log(outcome))
        .contains("INFO 0,3,3,-1,3,0,0,true,true,false,-1,5,1")
        .contains("INFO 15 1 101 bigint true");
  }

  @Test
  void bigInts_tooLongToHandleInTime_areRefused() throws Exception {
    for (String body :
        new String[] {"BigInt('9'.repeat(16e6))", "((1n << 1000000000n) - 1n).toString()"}) {
      assertThat(RUNS.workflow(body).run().error().orElseThrow().message())
          .as(body)
          .startsWith("RangeError");
    }
  }
}

package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.effects;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secret variables and an event's passwords in what a run leaves to be read. */
class RedactionTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  private static final String SECRET = "s3cr\\\"et-ü-value";

  /** A workflow that is given {@code secret} by its environment and by every password. */
  private static TestRuns.Workflow knowing(String secret, String body) {
    String event = "{\"context\":{\"auth\":{";
    for (String name : new String[] {"password", "firstPassword", "secondPassword"}) {
      event += "\"" + name + "\":\"" + name + "-" + secret + "\",";
    }
    event += "\"hashedPassword\":\"hashedPassword-" + secret + "\"}}}";
    return RUNS.workflow(
            "const known = { ...event.context.auth, variable: kinde.env.get('KEY').value };\n"
                + body)
        .event(event)
        .variable("KEY", "variable-" + secret.replace("\\", ""), true)
        .binding("kinde.accessToken")
        .binding("kinde.auth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password", "firstPassword", "secondPassword", "hashedPassword", "variable"})
  void secret_whereverItGoes_isShownNowhere(String name) throws Exception {
    Outcome outcome =
        knowing(
                SECRET,
                """
                const secret = known.%s;
                console.log(secret);
                console.warn("before" + secret + "after", { [secret]: [secret] }, [[secret]]);
                console.error(new Error("caught " + secret));
                kinde.accessToken.setCustomClaim("claim", { inner: "x" + secret, [secret]: 1 });
                kinde.auth.denyAccess("because of " + secret);
                """
                    .formatted(name))
            .run();
    assertThat(log(outcome))
        .doesNotContain("-value")
        .contains("INFO [REDACTED]\n")
        .contains("WARN before[REDACTED]after {\"[REDACTED]\":[\"[REDACTED]\"]} [[\"[REDACTED]\"]]")
        .contains("caught [REDACTED]");
    assertThat(outcome.trace().effects())
        .doesNotContain("-value")
        .contains("because of [REDACTED]", "x[REDACTED]");
    // The auth service gets what the workflow decided, whatever it is.
    assertThat(effects(outcome).at("/accessToken/claims/claim/inner").asString())
        .isEqualTo("x" + name + "-s3cr\"et-ü-value");
  }

  @Test
  void passwords_whereverTheyStandInAnEvent_areShownNowhere() throws Exception {
    String event =
        """
        {"request":{"authUrlParams":{"password":"url-secret"}},
         "context":{"auth":{"secondPassword":["in-a-list-secret"],"newPassword":"new-secret",
           "provider":{"Password":{"a":"deep-secret"}}},"LOGIN_PASSWORD":"loud-secret"}}
        """;
    Outcome outcome =
        RUNS.workflow("console.log(JSON.stringify(event), event.context.auth.newPassword)")
            .event(event)
            .run();

    assertThat(log(outcome)).contains("[REDACTED]").doesNotContain("-secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log({ secret })",
        "console.log(JSON.stringify({ secret }))",
        "console.log({ nested: JSON.stringify({ secret }) })",
        "console.log('https://h/' + encodeURIComponent(secret) + '?q')",
        "console.log(`${new URLSearchParams({ secret })}`)"
      })
  void secret_inAnotherForm_isShownNowhere(String statement) throws Exception {
    Outcome outcome =
        RUNS.workflow("const secret = kinde.env.get('KEY').value;" + statement)
            .variable("KEY", "value-\u001b\"\\\n (é)!-value", true)
            .binding("url")
            .run();

    assertThat(log(outcome)).contains("[REDACTED]").doesNotContain("-value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (let i = 0; i < 20; i++) console.log('y'.repeat(32_740 + i) + secret)",
        "console.log(Array(1_000).fill(secret).join(' '))",
        "for (let i = 0; i < 20; i++) kinde.plan.denySelection('y'.repeat(1_980 + i) + secret)",
        "throw new Error('y'.repeat(9_960) + secret)"
      })
  void secret_acrossACut_leavesNoBeginning(String statement) throws Exception {
    Outcome outcome =
        RUNS.workflow("const secret = kinde.env.get('KEY').value;" + statement)
            .variable("KEY", "tell-no-one-of-this-" + "x".repeat(1_000), true)
            .trigger(Trigger.PLAN_SELECTION)
            .binding("kinde.plan")
            .run();

    assertThat(log(outcome) + outcome.trace().effects() + outcome.error()).doesNotContain("tell-n");
  }

  @Test
  void password_whoseNameIsWrittenWithEscapes_isShownNowhere() throws Exception {
    Outcome outcome =
        RUNS.workflow("console.log(event.context.auth.password)")
            .event("{\"context\": {\"auth\": {\"p\\u0061ssword\": \"hunter2-value\"}}}")
            .run();
    assertThat(log(outcome)).isEqualTo("INFO [REDACTED]\n");
  }

  @Test
  void event_kept_hasNoPasswordHoweverShort_andNoSecret() throws Exception {
    Outcome outcome =
        RUNS.workflow("")
            .event(
                """
                {"request": {"body": "password=correct+horse", "n": 123456789.50},
                 "context": {"auth": {"password": "abc", "p\\u0061ssword": {"a": ["abc"]},
                   "hashedPassword": "correct+horse", "firstPassword": 7},
                  "user": {"id": "kp_1", "key of s3cret-ü-value": ["x s3cret-\\u00fc-value y", null]}}}
                """)
            .variable("KEY", "s3cret-ü-value", true)
            .keepingEvent()
            .run();

    assertThat(outcome.trace().event())
        .contains(
            "{\"request\":{\"body\":\"password=[REDACTED]\",\"n\":123456789.50},"
                + "\"context\":{\"auth\":{\"password\":\"[REDACTED]\","
                + "\"password\":\"[REDACTED]\",\"hashedPassword\":\"[REDACTED]\","
                + "\"firstPassword\":\"[REDACTED]\"},\"user\":{\"id\":\"kp_1\","
                + "\"key of [REDACTED]\":[\"x [REDACTED] y\",null]}}}");
  }

  @Test
  void event_notAskedFor_isNotKept() throws Exception {
    assertThat(RUNS.workflow("").event("{\"context\": {}}").run().trace().event()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password", "firstPassword", "secondPassword", "hashedPassword", "variable"})
  void secret_thrown_isNotInTheError(String name) throws Exception {
    Outcome outcome =
        knowing(
                SECRET,
                """
                const error = new TypeError("with " + known.%1$s);
                error.name = "Failure of " + known.%1$s;
                throw error;
                """
                    .formatted(name))
            .run();
    assertThat(outcome.error().orElseThrow().message())
        .isEqualTo("Failure of [REDACTED]: with [REDACTED]");
    assertThat(log(outcome)).doesNotContain("-value").contains("with [REDACTED]");
  }

  @Test
  void secret_beingRotated_isShownByNeitherValue() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const { value, next } = kinde.env.get('KEY');
                console.log(value, [next], kinde.env.get('KEY'));
                kinde.accessToken.setCustomClaim('claim', next);
                throw new Error(next + value);
                """)
            .secret("KEY", "present-value", "next-value \"ü\"")
            .binding("kinde.accessToken")
            .run();
    assertThat(log(outcome) + outcome.error().orElseThrow() + outcome.trace().effects())
        .doesNotContain("-value")
        .contains("INFO [REDACTED] [\"[REDACTED]\"]")
        .contains("\"next\":\"[REDACTED]\"");
  }

  @Test
  void secret_ofFiveCharacters_isNotSearchedFor() throws Exception {
    Outcome outcome =
        RUNS.workflow("console.log(event.context.auth.password, kinde.env.get('KEY').value);")
            .event("{\"context\":{\"auth\":{\"password\":\"12345\"}}}")
            .variable("KEY", "abcde", true)
            .run();
    assertThat(log(outcome)).isEqualTo("INFO 12345 abcde\n");
  }

  @Test
  void secret_ofSixCharacters_isRedacted() throws Exception {
    Outcome outcome =
        RUNS.workflow("console.log(event.context.auth.password, kinde.env.get('KEY').value);")
            .event("{\"context\":{\"auth\":{\"password\":\"123456\"}}}")
            .variable("KEY", "abcdef", true)
            .run();
    assertThat(log(outcome)).isEqualTo("INFO [REDACTED] [REDACTED]\n");
  }

  @Test
  void variable_notSecret_isShown() throws Exception {
    Outcome outcome =
        RUNS.workflow("console.log(kinde.env.get('KEY').value, kinde.env.get('KEY').isSecret);")
            .variable("KEY", "in the open", false)
            .run();
    assertThat(log(outcome)).isEqualTo("INFO in the open false\n");
  }
}

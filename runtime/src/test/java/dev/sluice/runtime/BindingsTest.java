package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.effects;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bindings a workflow finds, and what the small ones do. */
class BindingsTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  private static final List<String> ALL =
      List.of(
          "accessToken",
          "auth",
          "env",
          "fetch",
          "idToken",
          "localization",
          "m2mToken",
          "mfa",
          "plan",
          "risk",
          "secureFetch",
          "ssoSession",
          "user",
          "widget");

  private static final String TELL_BINDINGS =
      "console.log(Object.keys(kinde).sort().join(' '), typeof URL, typeof URLSearchParams);";

  @ParameterizedTest
  @CsvSource({
    "user:tokens_generation, accessToken auth cache env fetch idToken localization secureFetch",
    "m2m:token_generation, cache env fetch localization m2mToken secureFetch",
    "user:post_authentication, auth cache env fetch localization secureFetch",
    "user:pre_registration, auth cache env fetch localization secureFetch",
    "user:pre_mfa, auth cache env fetch localization mfa secureFetch",
    "user:new_password_provided, auth cache env fetch localization secureFetch widget",
    "user:existing_password_provided, auth cache env fetch localization secureFetch widget",
    "user:new_username_provided, auth cache env fetch localization secureFetch widget",
    "user:plan_selection, cache env fetch localization plan secureFetch",
    "user:plan_cancellation_request, cache env fetch localization plan secureFetch"
  })
  void bindings_allDeclared_areThoseTheTriggerOffers(String trigger, String offered)
      throws Exception {
    TestRuns.Workflow workflow =
        RUNS.workflow(TELL_BINDINGS).trigger(Trigger.find(trigger).orElseThrow()).binding("url");
    ALL.forEach(name -> workflow.binding("kinde." + name));

    assertThat(log(workflow.run())).isEqualTo("INFO " + offered + " function function\n");
  }

  @Test
  void bindings_undeclared_areUndefinedButForFetchAndCache() throws Exception {
    assertThat(log(RUNS.workflow(TELL_BINDINGS).run()))
        .isEqualTo("INFO cache fetch undefined undefined\n");
  }

  @ParameterizedTest
  @CsvSource({
    "user:tokens_generation, accessToken, setCustomClaim getCustomClaims",
    "user:tokens_generation, idToken, setCustomClaim getCustomClaims",
    "m2m:token_generation, m2mToken, setCustomClaim getCustomClaims",
    "user:pre_mfa, auth, denyAccess",
    "user:pre_mfa, mfa, setEnforcementPolicy",
    "user:new_username_provided, widget, invalidateFormField",
    "user:plan_selection, plan, denySelection denyCancellation",
    "user:plan_selection, env, get getEnvironmentVariable",
    "user:plan_selection, localization, get",
    "user:plan_selection, cache, jwtToken"
  })
  void binding_declared_hasItsMembers(String trigger, String binding, String members)
      throws Exception {
    Outcome outcome =
        RUNS.workflow("console.log(Object.keys(kinde." + binding + ").join(' '));")
            .trigger(Trigger.find(trigger).orElseThrow())
            .binding("kinde." + binding)
            .run();
    assertThat(log(outcome)).isEqualTo("INFO " + members + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p_password",
        "p_first_password",
        "p_second_password",
        "p_username",
        "any other field"
      })
  void invalidateFormField_ofAnyField_stopsTheFlowAndNotTheFunction(String field) throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                kinde.widget.invalidateFormField("%s", "Too short");
                kinde.widget.invalidateFormField("p_another", "Too long");
                console.log("goes on");
                """
                    .formatted(field))
            .trigger(Trigger.EXISTING_PASSWORD_PROVIDED)
            .binding("kinde.widget")
            .run();
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.STOP);
    assertThat(log(outcome)).isEqualTo("INFO goes on\n");
    assertThat(outcome.effects())
        .isEqualTo(
            "{\"widget\":{\"invalidFields\":[{\"field\":\"%s\",\"message\":\"Too short\"},"
                    .formatted(field)
                + "{\"field\":\"p_another\",\"message\":\"Too long\"}]}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"required", "skip"})
  void setEnforcementPolicy_toOneThereIs_isAnEffect(String policy) throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.mfa.setEnforcementPolicy('" + policy + "');")
            .trigger(Trigger.PRE_MFA)
            .binding("kinde.mfa")
            .run();
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.CONTINUE);
    assertThat(outcome.effects()).isEqualTo("{\"mfa\":{\"enforcementPolicy\":\"" + policy + "\"}}");
  }

  @Test
  void setEnforcementPolicy_toAnother_failsTheRunEvenWhenCaught() throws Exception {
    Outcome outcome =
        RUNS.workflow("try { kinde.mfa.setEnforcementPolicy('off'); } catch {}")
            .trigger(Trigger.PRE_MFA)
            .binding("kinde.mfa")
            .run();
    assertThat(outcome.error().map(Outcome.RunError::code))
        .isEqualTo(Optional.of("invalid_mfa_policy"));
    assertThat(outcome.error().orElseThrow().message()).contains("\"required\" or \"skip\"", "off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "denySelection('no') | {\"selectionDenied\":{\"reason\":\"no\",\"suggestions\":[]}}",
        "denySelection('no', ['a', 'b'])"
            + " | {\"selectionDenied\":{\"reason\":\"no\",\"suggestions\":[\"a\",\"b\"]}}",
        "denyCancellation('no') | {\"cancellationDenied\":{\"reason\":\"no\"}}"
      })
  void plan_denied_stopsTheFlowAndNotTheFunction(String call, String effect) throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.plan." + call + "; console.log('goes on');")
            .trigger(Trigger.PLAN_SELECTION)
            .binding("kinde.plan")
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.DENIED);
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.STOP);
    assertThat(log(outcome)).isEqualTo("INFO goes on\n");
    assertThat(effects(outcome).path("plan")).isEqualTo(TestRuns.JSON.readTree(effect));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "getEnvironmentVariable"})
  void env_askedEitherWay_givesValueAndFlagOrUndefined(String ask) throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "const ask = kinde.env.%s; console.log(ask('PLAIN'), ask('NONE'));".formatted(ask))
            .variable("PLAIN", "x", false)
            .run();
    assertThat(log(outcome)).isEqualTo("INFO {\"value\":\"x\",\"isSecret\":false} undefined\n");
  }

  @ParameterizedTest
  @CsvSource({"log, INFO", "info, INFO", "warn, WARN", "error, ERROR", "debug, DEBUG"})
  void console_undeclared_writesIntoTheRunsLog(String method, LogLine.Level level)
      throws Exception {
    Outcome outcome = RUNS.workflow("console." + method + "('a', 1, { b: [2] });").run();
    assertThat(outcome.trace().log())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.level()).isEqualTo(level);
          assertThat(line.text()).isEqualTo("a 1 {\"b\":[2]}");
          assertThat(line.at()).isAfterOrEqualTo(outcome.trace().startedAt());
        });
  }

  @Test
  void url_declared_isTheNativeOne() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const url = new URL("/a?b=1#c", "https://example.com:8443");
                url.searchParams.append("d", "e f");
                console.log(url.href, url.host, new URLSearchParams({ a: "1 2" }).toString());
                """)
            .binding("url")
            .run();
    assertThat(log(outcome))
        .isEqualTo("INFO https://example.com:8443/a?b=1&d=e+f#c example.com:8443 a=1+2\n");
  }

  /** Each line throws, and the workflow looks at what it caught. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kinde.mfa.setEnforcementPolicy('off')",
        "kinde.fetch('http://127.0.0.1:9/').json",
        "await kinde.fetch('http://127.0.0.1:9/')",
        "kinde.fetch('ftp://example.com/')",
        "kinde.fetch('nonsense')",
        "await kinde.secureFetch('http://127.0.0.1:9/', { body: 'x' })",
        "kinde.secureFetch('http://127.0.0.1:9/', { method: 'GET' })",
        "await kinde.cache.jwtToken('a')",
        "await kinde.cache.jwtToken('a', { onMissingOrExpired() {} })",
        "setTimeout('text')",
        "crypto.getRandomValues(1)",
        "await crypto.subtle.digest('MD5', new Uint8Array(1))",
        "new URL('nonsense')"
      })
  void binding_thatThrows_throwsARealError(String call) throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                try {
                  %s;
                } catch (error) {
                  const json = JSON.stringify(error, Object.getOwnPropertyNames(error));
                  const { message, stack } = JSON.parse(json);
                  console.log(error instanceof Error, typeof error.name, error.message === message,
                    message.length > 0, typeof stack, String(error).endsWith(message));
                }
                """
                    .formatted(call))
            .trigger(Trigger.PRE_MFA)
            .binding("kinde.mfa")
            .binding("kinde.fetch")
            .binding("kinde.secureFetch")
            .binding("url")
            .run();
    assertThat(log(outcome)).contains("INFO true string true true string true\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "process.env.KEY | kinde.env.get",
        "require('x') | Import what you need",
        "fs.readFileSync('x') | Import JSON files",
        "Buffer.from('x') | TextEncoder",
        "fetch('https://example.com') | Import { fetch } from \"@kinde/infrastructure\""
      })
  void global_thatIsNotThere_isAReferenceErrorWithAHint(String code, String hint) throws Exception {
    String name = code.split("\\W", 2)[0];
    Outcome outcome =
        RUNS.workflow(
                "try { %s } catch (error) { console.log(error instanceof ReferenceError); throw error; }"
                    .formatted(code))
            .run();
    assertThat(outcome.error().orElseThrow().message())
        .isEqualTo("ReferenceError: " + name + " is not defined");
    assertThat(outcome.trace().log().getFirst().text()).isEqualTo("true");
    assertThat(outcome.trace().log().getLast().text()).contains(hint);
    assertThat(
            log(
                RUNS.workflow("console.log(typeof " + name + ", '" + name + "' in globalThis);")
                    .run()))
        .isEqualTo("INFO undefined false\n");
  }
}

package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.effects;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @Test
  void setCustomClaim_ofEveryJsonType_isAnEffect() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                kinde.accessToken.setCustomClaim("text", "Acme \\"Inc.\\"");
                kinde.accessToken.setCustomClaim("list", [1, { deep: true }]);
                kinde.accessToken.setCustomClaim("https://example.com/none", null);
                kinde.idToken.setCustomClaim("name", "Harry");
                """)
            .binding("kinde.accessToken")
            .binding("kinde.idToken")
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.CONTINUE);
    assertThat(effects(outcome))
        .isEqualTo(
            TestRuns.JSON.readTree(
                """
                {"accessToken":{"claims":{"text":"Acme \\"Inc.\\"","list":[1,{"deep":true}],
                  "https://example.com/none":null}},
                 "idToken":{"claims":{"name":"Harry"}}}
                """));
  }

  @Test
  void setCustomClaim_toUndefined_removesTheClaim() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.accessToken.setCustomClaim('roles', undefined);")
            .binding("kinde.accessToken")
            .run();
    assertThat(outcome.effects())
        .isEqualTo("{\"accessToken\":{\"claims\":{},\"removed\":[\"roles\"]}}");
  }

  @Test
  void setCustomClaim_ofAnObjectChangedLater_keepsTheValueOfThatMoment() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const value = { a: 1 };
                kinde.accessToken.setCustomClaim("value", value);
                value.a = 2;
                """)
            .binding("kinde.accessToken")
            .run();
    assertThat(effects(outcome).at("/accessToken/claims/value/a").asInt()).isEqualTo(1);
  }

  @Test
  void setCustomClaim_ofWhatJsonCannotHold_failsTheRunEvenWhenCaught() throws Exception {
    for (String value :
        new String[] {
          "(() => { const a = {}; a.self = a; return a; })()",
          "() => 1",
          "{ inner: () => 1 }",
          "{ get bad() { throw new Error('no'); } }",
          "10n",
          "Symbol('s')"
        }) {
      Outcome outcome =
          RUNS.workflow(
                  "kinde.accessToken.setCustomClaim('first', 1);"
                      + "try { kinde.accessToken.setCustomClaim('bad', "
                      + value
                      + "); } catch {}")
              .binding("kinde.accessToken")
              .run();
      assertThat(outcome.status()).as(value).isEqualTo(Outcome.Status.FAILED);
      assertThat(outcome.error().orElseThrow().code()).isEqualTo("invalid_claim");
      assertThat(outcome.error().orElseThrow().message()).contains("\"bad\"");
      assertThat(outcome.effects()).isEqualTo("{}");
    }
  }

  @Test
  void getCustomClaims_givesTheTokensClaims_andThoseSetSince() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                kinde.accessToken.setCustomClaim("added", 2);
                kinde.accessToken.setCustomClaim("gone", undefined);
                console.log(kinde.accessToken.getCustomClaims());
                """)
            .binding("kinde.accessToken")
            .tokens("{\"accessToken\":{\"present\":1,\"gone\":true}}")
            .run();
    assertThat(log(outcome)).contains("{\"present\":1,\"added\":2}");
  }

  @Test
  void getCustomClaims_withResetClaims_startsFromNone() throws Exception {
    Outcome outcome =
        RUNS.workflow("console.log(kinde.accessToken.getCustomClaims());")
            .resetting("kinde.accessToken")
            .tokens("{\"accessToken\":{\"present\":1}}")
            .run();
    assertThat(log(outcome)).contains("INFO {}");
    assertThat(outcome.effects()).isEqualTo("{\"accessToken\":{\"claims\":{},\"reset\":true}}");
  }

  @Test
  void setCustomClaim_namedProto_isAClaimLikeAnother() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.accessToken.setCustomClaim('__proto__', { a: 1 });")
            .binding("kinde.accessToken")
            .run();
    assertThat(outcome.effects())
        .isEqualTo("{\"accessToken\":{\"claims\":{\"__proto__\":{\"a\":1}}}}");
  }

  @Test
  void setCustomClaim_beyondTheirLimit_failsTheRun() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.accessToken.setCustomClaim('a', 'x'.repeat(70000));")
            .binding("kinde.accessToken")
            .run();
    assertThat(outcome.error().orElseThrow().code()).isEqualTo("claims_too_large");
    assertThat(outcome.effects()).isEqualTo("{}");
  }

  @Test
  void setCustomClaim_ofOneClaimAgainAndAgain_countsTheLastOnly() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "for (let i = 0; i < 50; i++) kinde.accessToken.setCustomClaim('a',"
                    + " 'x'.repeat(9000));")
            .binding("kinde.accessToken")
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.COMPLETED);
  }

  private static final String EVERY_TOKEN = "azp exp iat iss nbf sid sub act aud ";

  @ParameterizedTest
  @CsvSource({
    "accessToken, user:tokens_generation, jti scp, auth_time updated_at rat gty",
    "idToken, user:tokens_generation, auth_time jti updated_at rat, scp gty",
    "m2mToken, m2m:token_generation, gty jti scp, auth_time updated_at rat"
  })
  void setCustomClaim_ofEveryProhibitedName_warnsAndOfAnyOtherIsAnEffect(
      String token, String trigger, String prohibited, String others) throws Exception {
    String allowed = others + " permissions roles scope email https://example.com/claim";
    Outcome outcome =
        RUNS.workflow(
                "for (const name of '%s %s'.split(' ')) kinde.%s.setCustomClaim(name, null);"
                    .formatted(EVERY_TOKEN + prohibited, allowed, token))
            .trigger(Trigger.find(trigger).orElseThrow())
            .binding("kinde." + token)
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(effects(outcome).at("/" + token + "/claims").propertyNames())
        .containsExactlyInAnyOrder(allowed.split(" "));
    assertThat(outcome.trace().log())
        .extracting(LogLine::level, LogLine::text)
        .containsExactlyElementsOf(
            Stream.of((EVERY_TOKEN + prohibited).split(" "))
                .map(name -> tuple(LogLine.Level.WARN, warning(name, token)))
                .toList());
  }

  private static String warning(String name, String token) {
    return "The claim \"%s\" of the %s can't be changed; setting it had no effect."
        .formatted(name, token);
  }

  @Test
  void setCustomClaim_ofAStandardClaim_replacesIt() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                kinde.accessToken.setCustomClaim("permissions", []);
                kinde.accessToken.setCustomClaim("roles", null);
                console.log(kinde.accessToken.getCustomClaims());
                """)
            .binding("kinde.accessToken")
            .tokens("{\"accessToken\":{\"permissions\":[\"a\"],\"roles\":[{\"id\":1}]}}")
            .run();
    assertThat(log(outcome)).isEqualTo("INFO {\"permissions\":[],\"roles\":null}\n");
    assertThat(outcome.effects())
        .isEqualTo("{\"accessToken\":{\"claims\":{\"permissions\":[],\"roles\":null}}}");
  }

  @Test
  void function_asAClaim_isNamedByItsClaim() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.idToken.setCustomClaim('greet', () => 1);")
            .binding("kinde.idToken")
            .run();
    assertThat(outcome.error().orElseThrow().message())
        .contains("The value for the claim \"greet\" of the idToken")
        .endsWith("it is a function");
  }

  @Test
  void claim_thatJsonTurnsIntoSomethingElse_isWarnedOfOnceByName() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                kinde.idToken.setCustomClaim("age", 0 / 0);
                kinde.idToken.setCustomClaim("limits", { most: Infinity, least: -Infinity });
                kinde.idToken.setCustomClaim("roles", { all: new Set(["admin"]) });
                kinde.idToken.setCustomClaim("fine", { list: [1, null], flag: true });
                """)
            .binding("kinde.idToken")
            .run();
    assertThat(effects(outcome).at("/idToken/claims/age").isNull()).isTrue();
    assertThat(log(outcome))
        .isEqualTo(
            """
            WARN The claim "age" of the idToken holds NaN, which JSON can't hold: it becomes null.
            WARN The claim "limits" of the idToken holds Infinity, which JSON can't hold: it becomes null.
            WARN The claim "roles" of the idToken holds a Set, which JSON can't hold: it becomes {}. Set an array or a plain object.
            """);
  }

  @Test
  void claim_withoutAName_isWarnedOf() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.idToken.setCustomClaim(undefined, 1);").binding("kinde.idToken").run();
    assertThat(log(outcome)).startsWith("WARN A claim of the idToken was set without a name");
  }
}

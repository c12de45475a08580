package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.effects;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
  void setCustomClaim_ofAProhibitedName_hasNoEffectButAWarning() throws Exception {
    Outcome outcome =
        RUNS.workflow("kinde.accessToken.setCustomClaim('sub', 'someone else');")
            .binding("kinde.accessToken")
            .run();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(outcome.effects()).isEqualTo("{}");
    assertThat(outcome.trace().hasWarnings()).isTrue();
    assertThat(log(outcome)).contains("\"sub\"").contains("accessToken");
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
}

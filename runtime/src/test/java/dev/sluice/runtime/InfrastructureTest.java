package dev.sluice.runtime;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.TestRuns.effects;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The helpers of {@code @kinde/infrastructure}, from npm, against a stand-in for a Kinde domain.
 */
class InfrastructureTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @RegisterExtension
  static final WireMockExtension KINDE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String TOKENS = "/oauth2/token";
  private static RSAKey key;
  private static String token;

  @BeforeAll
  static void sign() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("theirs").generate();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
            .build();
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("theirs").build(), claims);
    jwt.sign(new RSASSASigner(key));
    token = jwt.serialize();
  }

  @BeforeEach
  void answer() {
    KINDE.stubFor(any(anyUrl()).willReturn(okJson("{\"name\":\"gold\"}")));
    KINDE.stubFor(post(TOKENS).willReturn(okJson("{\"access_token\":\"" + token + "\"}")));
    KINDE.stubFor(
        get("/.well-known/jwks.json").willReturn(okJson(new JWKSet(key.toPublicJWK()).toString())));
    KINDE.stubFor(get("/api/v1/user").willReturn(okJson("{\"first_name\":\"Ada\"}")));
    KINDE.stubFor(post("/api/v1/roles").willReturn(okJson("{\"code\":\"OK\"}")));
  }

  private static String domain() {
    return "http://localhost:" + KINDE.getPort();
  }

  /**
   * A workflow that calls that helper; each test has an environment of its own, and so no tokens.
   */
  private static TestRuns.Workflow calling(String helper, String environment) throws IOException {
    return RUNS.module(bundle() + "\nreturn __sluice_module;")
        .environment(environment)
        .lasting(Duration.ofMinutes(1))
        .kindeDomain(domain())
        .event(event(helper, domain()));
  }

  private static String event(String helper, String kindeDomain) {
    return """
    {"request":{"call":"%s","api":"%s"},"context":{"domains":{"kindeDomain":"%s"}}}
    """
        .formatted(helper, domain(), kindeDomain);
  }

  private static String bundle() throws IOException {
    try (InputStream in =
        InfrastructureTest.class.getResourceAsStream("/modules/infrastructure.js")) {
      assertThat(in).as("the bundle, made by the build").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static TestRuns.Workflow withClient(TestRuns.Workflow workflow) {
    return workflow
        .binding("url")
        .variable("KINDE_WF_M2M_CLIENT_ID", "the client", false)
        .variable("KINDE_WF_M2M_CLIENT_SECRET", "the client's secret", true);
  }

  @Test
  void createKindeAPI_withFetchAndCacheUndeclared_callsTheKindeDomain() throws Exception {
    TestRuns.Workflow workflow = withClient(calling("createKindeAPI", "api"));

    Outcome outcome = workflow.run();

    assertThat(outcome.status()).as(log(outcome)).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(log(outcome)).contains("INFO Ada OK\n");
    KINDE.verify(
        postRequestedFor(urlEqualTo(TOKENS))
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
            .withFormParam("grant_type", equalTo("client_credentials"))
            .withFormParam("client_id", equalTo("the client"))
            .withFormParam("client_secret", equalTo("the client's secret"))
            .withFormParam("audience", equalTo(domain() + "/api")));
    KINDE.verify(
        getRequestedFor(urlEqualTo("/api/v1/user"))
            .withHeader("Authorization", equalTo("Bearer " + token))
            .withRequestBody(equalTo("id=kp_1")));
    KINDE.verify(
        postRequestedFor(urlEqualTo("/api/v1/roles"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(equalTo("{\"key\":\"admin\"}")));

    assertThat(log(workflow.run())).contains("INFO Ada OK\n");
    KINDE.verify(1, postRequestedFor(urlEqualTo(TOKENS)));
  }

  @Test
  void createKindeAPI_forAnEventThatNamesAnotherDomain_sendsNothingThere() throws Exception {
    String another = "http://127.0.0.1:" + KINDE.getPort();

    Outcome outcome =
        withClient(calling("createKindeAPI", "stranger"))
            .event(event("createKindeAPI", another))
            .run();

    assertThat(outcome.error().orElseThrow().message())
        .contains("getM2MToken: Failed to obtain token", "doesn't declare the binding kinde.fetch");
    KINDE.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void getM2MToken_readWithoutAwait_isMadeOnceAndKept() throws Exception {
    TestRuns.Workflow workflow = calling("getM2MToken", "kept").binding("url");

    assertThat(log(workflow.run())).contains("INFO 3 true\n");
    assertThat(log(workflow.run())).contains("INFO 3 true\n");

    KINDE.verify(
        1,
        postRequestedFor(urlEqualTo(TOKENS))
            .withFormParam("audience", equalTo("a b"))
            .withFormParam("scope", equalTo("c")));
  }

  @Test
  void getM2MToken_thatIsNotToBeKept_isMadeEachTime() throws Exception {
    TestRuns.Workflow workflow = calling("getM2MTokenUncached", "uncached").binding("url");

    assertThat(log(workflow.run())).contains("INFO 3\n");
    assertThat(log(workflow.run())).contains("INFO 3\n");

    KINDE.verify(2, postRequestedFor(urlEqualTo(TOKENS)));
  }

  @Test
  void getM2MToken_refused_failsInTheHelpersWords() throws Exception {
    KINDE.stubFor(
        post(TOKENS).willReturn(aResponse().withStatus(401).withBody("{\"error\":\"invalid\"}")));

    assertThat(
            calling("getM2MToken", "refused").binding("url").run().error().orElseThrow().message())
        .isEqualTo(
            "Error: getM2MToken: Failed to obtain token - getM2MToken: No access token returned");
  }

  @ParameterizedTest
  @CsvSource({"fetch, gold", "fetchText, {\"name\":\"gold\"}"})
  void fetch_declared_givesTheData(String call, String logged) throws Exception {
    Outcome outcome =
        calling(call, "fetch")
            .binding("kinde.fetch")
            .egress(new EgressPolicy.Only(List.of("localhost:" + KINDE.getPort())))
            .run();
    assertThat(log(outcome)).contains("INFO " + logged + "\n");
  }

  @Test
  void secureFetch_declared_sealsAndGivesTheData() throws Exception {
    Sealing sealing = new Sealing(Sealing.Layout.KINDE, Map.of("wf", new SealingKey(new byte[32])));
    Outcome outcome =
        calling("secureFetch", "sealed").binding("kinde.secureFetch").sealing(sealing).run();
    assertThat(log(outcome)).contains("INFO gold\n");
    assertThat(KINDE.findAll(postRequestedFor(urlEqualTo("/sealed"))).getLast().getBodyAsString())
        .matches("[\\w-]{40,}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user:tokens_generation | accessTokenCustomClaims | kinde.accessToken"
            + " | {\"accessToken\":{\"claims\":{\"companyName\":\"Acme Inc.\","
            + "\"https://example.com/tier\":{\"level\":3}},\"removed\":[\"roles\"]}}",
        "user:tokens_generation | idTokenCustomClaims | kinde.idToken"
            + " | {\"idToken\":{\"claims\":{\"house\":\"Gryffindor\"}}}",
        "m2m:token_generation | m2mTokenClaims | kinde.m2mToken"
            + " | {\"m2mToken\":{\"claims\":{\"scopeOfWork\":[\"a\"]}}}",
        "user:pre_registration | denyAccess | kinde.auth |"
            + " {\"auth\":{\"denied\":{\"reason\":\"no\"}}}",
        "user:new_password_provided | invalidateFormField | kinde.widget"
            + " | {\"widget\":{\"invalidFields\":[{\"field\":\"p_first_password\","
            + "\"message\":\"Too short\"}]}}",
        "user:pre_mfa | setEnforcementPolicy | kinde.mfa"
            + " | {\"mfa\":{\"enforcementPolicy\":\"skip\"}}",
        "user:plan_selection | denyPlanSelection | kinde.plan"
            + " | {\"plan\":{\"selectionDenied\":{\"reason\":\"no\","
            + "\"suggestions\":[\"downgrade first\"]}}}",
        "user:plan_cancellation_request | denyPlanCancellation | kinde.plan"
            + " | {\"plan\":{\"cancellationDenied\":{\"reason\":\"no\"}}}"
      })
  void helper_withItsBindingDeclared_hasItsEffect(
      String trigger, String helper, String binding, String effect) throws Exception {
    Outcome outcome =
        calling(helper, "effects")
            .trigger(Trigger.find(trigger).orElseThrow())
            .binding(binding)
            .tokens("{\"accessToken\":{\"present\":\"already\"}}")
            .run();
    assertThat(outcome.error()).isEmpty();
    assertThat(effects(outcome)).isEqualTo(TestRuns.JSON.readTree(effect));
  }

  @Test
  void getEnvironmentVariable_declared_readsIt() throws Exception {
    assertThat(log(calling("getEnvironmentVariable", "env").variable("KEY", "v", false).run()))
        .isEqualTo("INFO v undefined\n");
  }

  @Test
  void getLocalization_declared_readsTheText() throws Exception {
    Texts texts = new Texts(Map.of("en", Map.of("hello", "Hi")), "en");
    assertThat(
            log(
                calling("getLocalization", "texts")
                    .binding("kinde.localization")
                    .texts(texts)
                    .run()))
        .isEqualTo("INFO Hi\n");
  }

  /** A helper tests for its binding and says in its own words what is missing. */
  @ParameterizedTest
  @CsvSource({
    "accessTokenCustomClaims, accessToken binding not available",
    "idTokenCustomClaims, IdToken binding not available",
    "m2mTokenClaims, m2mToken binding not available",
    "getEnvironmentVariable, env binding not available",
    "getLocalization, localization binding not available",
    "denyAccess, auth binding not available",
    "invalidateFormField, widget binding not available",
    "setEnforcementPolicy, mfa binding not available",
    "denyPlanSelection, plan binding not available",
    "denyPlanCancellation, plan binding not available",
    "secureFetch, secureFetch binding not available",
    "createKindeAPI, url binding not available"
  })
  void helper_withoutItsBinding_failsInItsOwnWords(String helper, String words) throws Exception {
    Outcome outcome = calling(helper, "undeclared").run();
    assertThat(outcome.error().orElseThrow().message()).startsWith("Error: " + words);
    assertThat(outcome.error().orElseThrow().at()).isEmpty();
  }

  /** What an undeclared {@code kinde.fetch} takes for the Kinde domain: its origin, and no more. */
  @ParameterizedTest
  @CsvSource({
    "http://localhost:PORT, http://localhost:PORT/plan, true",
    "http://localhost:PORT, HTTP://LOCALHOST:PORT/plan, true",
    "HTTP://LocalHost:PORT, http://localhost:PORT/plan, true",
    "http://localhost:PORT, http://localhost:PORT/../plan, true",
    "http://localhost, http://localhost:80/plan, true",
    "https://localhost:443, https://localhost/plan, true",
    "http://localhost:PORT, https://localhost:PORT/plan, false",
    "https://localhost:PORT, http://localhost:PORT/plan, false",
    "http://localhost:PORT, http://localhost/plan, false",
    "http://localhost:1, http://localhost:PORT/plan, false",
    "http://localhost, http://localhost:443/plan, false",
    "http://localhost:PORT, http://127.0.0.1:PORT/plan, false",
    "http://localhost:PORT, http://localhost.example.com:PORT/plan, false",
    "http://localhost:PORT, http://sub.localhost:PORT/plan, false",
    "http://localhost:PORT, http://example.com/localhost:PORT, false"
  })
  void fetch_undeclared_reachesTheOriginOfTheKindeDomain(
      String configured, String url, boolean within) throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "try { kinde.fetch('%s').status; } catch (error) { console.log(error.message); }"
                    .formatted(withPort(url)))
            .kindeDomain(withPort(configured))
            .run();
    assertThat(log(outcome).contains("doesn't declare the binding kinde.fetch"))
        .as(log(outcome))
        .isEqualTo(!within);
    if (!within) {
      KINDE.verify(0, anyRequestedFor(anyUrl()));
    }
  }

  private static String withPort(String url) {
    return url.replace("PORT", Integer.toString(KINDE.getPort()));
  }
}

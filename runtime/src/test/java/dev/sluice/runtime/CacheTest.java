package dev.sluice.runtime;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.TestRuns.log;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CacheTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @RegisterExtension
  static final WireMockExtension KINDE =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().extensions(new Beginnings()))
          .build();

  private static final Semaphore BEGUN = new Semaphore(0);

  /** Tells the test when a run asks for {@code /begun}. */
  static final class Beginnings implements ServeEventListener {
    @Override
    public void beforeResponseSent(ServeEvent event, Parameters parameters) {
      if (event.getRequest().getUrl().equals("/begun")) {
        BEGUN.release();
      }
    }

    @Override
    public String getName() {
      return "beginnings";
    }
  }

  private static final String JWKS = "/.well-known/jwks.json";
  private static final String SECRET =
      "a secret that is long enough for HS512, which wants 64 bytes..";

  private static RSAKey ours;
  private static int made;

  @BeforeAll
  static void makeKey() throws Exception {
    ours = new RSAKeyGenerator(2048).keyID("ours").generate();
  }

  private static String token(RSAKey key, Duration validFor) throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            expiring(validFor));
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  private static String token(JWSAlgorithm algorithm, String secret) throws Exception {
    SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), expiring(Duration.ofHours(1)));
    jwt.sign(new MACSigner(secret));
    return jwt.serialize();
  }

  private static JWTClaimsSet expiring(Duration validFor) {
    return new JWTClaimsSet.Builder()
        .jwtID(Integer.toString(++made))
        .expirationTime(Date.from(Instant.now().plus(validFor)))
        .build();
  }

  private static String domain() {
    return "http://localhost:" + KINDE.getPort();
  }

  private static void publish(RSAKey... keys) {
    List<JWK> all = Arrays.stream(keys).map(key -> (JWK) key.toPublicJWK()).toList();
    KINDE.stubFor(get(JWKS).willReturn(okJson(new JWKSet(all).toString())));
  }

  /** A workflow that asks for the token {@code name}, and logs when it has to make it. */
  private static TestRuns.Workflow asking(String name, String token) {
    publish(ours);
    return RUNS.workflow(
            """
            const token = await kinde.cache.jwtToken("%s", {
              validation: { key: { type: "jwks", jwks: { url: "%s/.well-known/jwks.json" } } },
              onMissingOrExpired: () => { console.log("made"); return "%s"; },
            });
            console.log(token === "%s");
            """
                .formatted(name, domain(), token, token))
        .kindeDomain(domain());
  }

  /** A workflow that asks for a token checked with that key, and logs when it has to make it. */
  private static TestRuns.Workflow checking(String name, String key, String token) {
    return RUNS.workflow(
            """
            const token = await kinde.cache.jwtToken("%s", {
              validation: { key: %s },
              onMissingOrExpired: () => { console.log("made"); return "%s"; },
            });
            console.log(token === "%s");
            """
                .formatted(name, key, token, token))
        .kindeDomain(domain());
  }

  private static String error(Outcome outcome) {
    return outcome.error().orElseThrow().message();
  }

  @Test
  void jwtToken_thatIsGood_isMadeOnce() throws Exception {
    TestRuns.Workflow workflow = asking("good", token(ours, Duration.ofHours(1)));
    assertThat(log(workflow.run())).contains("INFO made", "INFO true");
    assertThat(log(workflow.run())).contains("INFO true").doesNotContain("INFO made");
  }

  @Test
  void jwtToken_ofAnotherEnvironment_isMadeAgain() throws Exception {
    String token = token(ours, Duration.ofHours(1));
    asking("apart", token).run();
    assertThat(log(asking("apart", token).environment("other").run())).contains("INFO made");
  }

  @Test
  void jwtToken_thatExpiresSoon_isNotKept() throws Exception {
    TestRuns.Workflow workflow = asking("soon", token(ours, Duration.ofSeconds(20)));
    workflow.run();
    assertThat(log(workflow.run())).contains("INFO made");
  }

  @Test
  void jwtToken_signedByAnotherKey_fails() throws Exception {
    RSAKey theirs = new RSAKeyGenerator(2048).keyID("ours").generate();
    Outcome outcome = asking("forged", token(theirs, Duration.ofHours(1))).run();
    assertThat(outcome.error().orElseThrow().message()).contains("fails its check");
  }

  @Test
  void jwtToken_whoseKeysCannotBeHad_isUsedButNotKept() throws Exception {
    TestRuns.Workflow workflow = asking("keyless", "opaque").environment("keyless");
    KINDE.resetAll();
    assertThat(log(workflow.run())).contains("INFO true", "WARN A token was used, but not checked");
    assertThat(log(workflow.run())).contains("INFO made");
  }

  @Test
  void jwtToken_withAStaticKey_isCheckedAndMadeOnce_howeverTheKeyIsWritten() throws Exception {
    String key = '"' + SECRET + '"';
    String token = token(JWSAlgorithm.HS256, SECRET);
    for (String form :
        List.of(
            "{ type: 'static', static: { key: " + key + " } }",
            "{ type: 'static', static: { secret: " + key + " } }",
            "{ type: 'static', static: { value: " + key + " } }",
            "{ type: 'static', static: " + key + " }",
            "{ type: 'static', key: " + key + " }",
            "{ type: 'static', secret: " + key + " }")) {
      assertThat(log(checking("static", form, token).run())).as(form).contains("INFO true");
    }
    assertThat(log(checking("static", "{ type: 'static', key: " + key + " }", token).run()))
        .doesNotContain("INFO made");
    KINDE.verify(0, getRequestedFor(urlEqualTo(JWKS)));
  }

  @Test
  void jwtToken_withAnyHmac_isChecked() throws Exception {
    String secret = SECRET + SECRET;
    for (JWSAlgorithm algorithm : JWSAlgorithm.Family.HMAC_SHA) {
      String key = "{ type: 'static', static: { key: '" + secret + "' } }";
      String token = token(algorithm, secret);
      assertThat(log(checking(algorithm.getName(), key, token).run()))
          .as(algorithm.getName())
          .contains("INFO true")
          .doesNotContain("WARN");
      String other = token(algorithm, secret.replace('a', 'b'));
      assertThat(error(checking("forged", key, other).run())).contains("fails its check");
    }
  }

  @Test
  void jwtToken_signedByTheOtherKindOfAlgorithm_fails() throws Exception {
    publish(ours);
    String jwks = "{ type: 'jwks', jwks: { url: '" + domain() + JWKS + "' } }";
    String publicKey = ours.toPublicJWK().toString();
    for (String secret : List.of(publicKey, ours.getModulus().toString(), SECRET)) {
      String forged = token(JWSAlgorithm.HS256, secret);
      assertThat(error(checking("confused", jwks, forged).run())).contains("fails its check");
    }
    String key = "{ type: 'static', static: { key: '" + publicKey + "' } }";
    String signed = token(ours, Duration.ofHours(1));
    assertThat(error(checking("confused", key, signed).run())).contains("fails its check");
    String none = new PlainJWT(expiring(Duration.ofHours(1))).serialize();
    assertThat(error(checking("none", jwks, none).run())).contains("fails its check");
    assertThat(error(checking("none", key, none).run())).contains("fails its check");
  }

  @Test
  void jwtToken_withAKeySetHoldingASecret_neverUsesItAsOne() throws Exception {
    OctetSequenceKey secret = new OctetSequenceKey.Builder(SECRET.getBytes(UTF_8)).build();
    KINDE.stubFor(get("/oct").willReturn(okJson(new JWKSet(secret).toString(false))));
    String jwks = "{ type: 'jwks', jwks: { url: '" + domain() + "/oct' } }";
    String forged = token(JWSAlgorithm.HS256, SECRET);
    assertThat(error(checking("oct", jwks, forged).run())).contains("fails its check");
  }

  @Test
  void jwtToken_withGarbage_teaches() throws Exception {
    String pem = "{ type: 'static', static: { key: '-----BEGIN PUBLIC KEY-----' } }";
    String good = "{ type: 'static', static: { key: '" + SECRET + "' } }";
    for (Map.Entry<String, String> call :
        Map.of(
                "'n'",
                "needs { validation, onMissingOrExpired }",
                "'n', null",
                "needs { validation, onMissingOrExpired }",
                "'n', { validation: { key: " + good + " } }",
                "needs onMissingOrExpired",
                "'n', { onMissingOrExpired() {} }",
                "needs validation.key",
                "'n', { validation: { key: { type: 'rsa' } }, onMissingOrExpired() {} }",
                "its type here is \"rsa\"",
                "'n', { validation: { key: { type: 'jwks' } }, onMissingOrExpired() {} }",
                "lacks jwks",
                "'n', { validation: { key: { type: 'static' } }, onMissingOrExpired() {} }",
                "lacks static",
                "'n', { validation: { key: " + pem + " }, onMissingOrExpired() {} }",
                "checked with { type: \"jwks\"",
                "'n', { validation: { key: " + good + " }, onMissingOrExpired() {} }",
                "must give the token",
                "'n'.repeat(201), { validation: { key: " + good + " }, onMissingOrExpired() {} }",
                "200 characters")
            .entrySet()) {
      Outcome outcome = RUNS.workflow("await kinde.cache.jwtToken(" + call.getKey() + ");").run();
      assertThat(error(outcome)).as(call.getKey()).contains(call.getValue());
    }
    String weak = "{ type: 'static', static: { key: 'too short' } }";
    assertThat(error(checking("weak", weak, token(JWSAlgorithm.HS256, SECRET)).run()))
        .contains("shorter than 32 bytes");
  }

  @Test
  void jwtToken_askedForTwiceAtOnce_isMadeOnce() throws Exception {
    String key = "{ type: 'static', static: { key: '" + SECRET + "' } }";
    Outcome outcome =
        RUNS.workflow(
                """
                const ask = () => kinde.cache.jwtToken("twice", {
                  validation: { key: %s },
                  onMissingOrExpired: async () => {
                    console.log("made");
                    await new Promise((resolve) => setTimeout(resolve, 20));
                    return "%s";
                  },
                });
                const [one, two] = await Promise.all([ask(), ask()]);
                console.log(one === two);
                """
                    .formatted(key, token(JWSAlgorithm.HS256, SECRET)))
            .run();
    assertThat(log(outcome)).contains("INFO true").containsOnlyOnce("INFO made");
  }

  @Test
  void jwtToken_thatAnotherRunIsMaking_isAwaited() throws Exception {
    String token = token(ours, Duration.ofHours(1));
    publish(ours);
    KINDE.stubFor(
        get("/slow").willReturn(okJson("{\"token\":\"" + token + "\"}").withFixedDelay(1_500)));
    TestRuns.Workflow workflow = fetching("shared", "/slow").lasting(Duration.ofSeconds(20));
    Program program = workflow.compile();
    List<Outcome> outcomes = together(4, () -> RUNS.runtime.run(program, workflow.request()));
    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(log(outcome)).contains("INFO got " + token));
    KINDE.verify(1, getRequestedFor(urlEqualTo("/slow")));
    assertThat(outcomes).anyMatch(outcome -> log(outcome).contains("and it came"));
  }

  @Test
  void jwtToken_whoseMakerFails_isMadeByWhoWaited() throws Exception {
    String token = token(ours, Duration.ofHours(1));
    publish(ours);
    KINDE.stubFor(get("/fails").willReturn(okJson("{}").withFixedDelay(300)));
    KINDE.stubFor(get("/works").willReturn(okJson("{\"token\":\"" + token + "\"}")));
    assertThat(log(second("failing", "await kinde.fetch(api + '/fails'); throw new Error('no');")))
        .contains("INFO got " + token, "and it didn't come");
  }

  @Test
  void jwtToken_whoseMakersRunDies_isMadeByWhoWaited() throws Exception {
    String token = token(ours, Duration.ofHours(1));
    publish(ours);
    KINDE.stubFor(get("/works").willReturn(okJson("{\"token\":\"" + token + "\"}")));
    for (String dying :
        List.of("for (;;) {}", "setTimeout(() => {}, 1e6); await new Promise(() => {});")) {
      assertThat(log(second("dying" + dying.length(), dying)))
          .as(dying)
          .contains("INFO got " + token, "and it didn't come");
    }
  }

  /** What becomes of a run that waits for one that makes its token like this. */
  private static Outcome second(String name, String making) throws Exception {
    TestRuns.Workflow first = asking(name, making, "").within(Duration.ofMillis(1_500));
    Program program = first.compile();
    TestRuns.Workflow second = fetching(name, "/works").lasting(Duration.ofSeconds(20));
    Program waiting = second.compile();
    KINDE.stubFor(get("/begun").willReturn(okJson("{}")));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> leader = threads.submit(() -> RUNS.runtime.run(program, first.request()));
      BEGUN.acquire();
      Outcome outcome = RUNS.runtime.run(waiting, second.request());
      assertThat(leader.get().status()).isEqualTo(Outcome.Status.FAILED);
      return outcome;
    }
  }

  private static TestRuns.Workflow fetching(String name, String path) {
    return asking(name, "", "return (await kinde.fetch(api + '" + path + "')).json.token;");
  }

  /** A workflow whose token is made by that code, once the server was told that it begins. */
  private static TestRuns.Workflow asking(String name, String making, String otherwise) {
    String begin = making.isEmpty() ? "" : "await kinde.fetch(api + '/begun'); ";
    return RUNS.workflow(
            """
            const api = "%1$s";
            console.log("got", await kinde.cache.jwtToken("%2$s", {
              validation: { key: { type: "jwks", jwks: { url: api + "/.well-known/jwks.json" } } },
              onMissingOrExpired: async () => { %3$s },
            }));
            """
                .formatted(domain(), name, begin + making + otherwise))
        .kindeDomain(domain());
  }

  private static List<Outcome> together(int count, Callable<Outcome> run) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      for (Future<Outcome> outcome : threads.invokeAll(Collections.nCopies(count, run))) {
        outcomes.add(outcome.get());
      }
    }
    return outcomes;
  }

  @Test
  void jwtToken_ofAnotherWorkflow_isMadeAgain() throws Exception {
    String token = token(ours, Duration.ofHours(1));
    asking("per-workflow", token).run();
    assertThat(log(asking("per-workflow", token).id("other").run())).contains("INFO made");
  }

  @Test
  void jwtToken_ofAnotherNameOrKeySource_isMadeAgain() throws Exception {
    String token = token(JWSAlgorithm.HS256, SECRET);
    String key = "{ type: 'static', static: { key: '" + SECRET + "' } }";
    checking("one", key, token).run();
    assertThat(log(checking("two", key, token).run())).contains("INFO made");
    String jwks = "{ type: 'jwks', jwks: { url: '" + domain() + "/nothing' } }";
    assertThat(log(checking("one", jwks, token).run())).contains("INFO made");
  }

  @Test
  void keySet_fetchedLately_isNotFetchedAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      asking("keys-" + i, token(ours, Duration.ofHours(1))).environment("keys").run();
    }
    KINDE.verify(1, getRequestedFor(urlEqualTo(JWKS)));
  }

  @Test
  void keySet_withoutTheTokensKey_isFetchedOnceMore() throws Exception {
    asking("before", token(ours, Duration.ofHours(1))).environment("rotating").run();
    RSAKey next = new RSAKeyGenerator(2048).keyID("next").generate();
    TestRuns.Workflow workflow =
        asking("after", token(next, Duration.ofHours(1))).environment("rotating");
    assertThat(error(workflow.run())).contains("fails its check");
    KINDE.verify(2, getRequestedFor(urlEqualTo(JWKS)));
    publish(ours, next);
    assertThat(log(workflow.run())).contains("INFO true");
    KINDE.verify(3, getRequestedFor(urlEqualTo(JWKS)));
  }

  @Test
  void jwtToken_thatHasExpired_fails() throws Exception {
    assertThat(error(asking("expired", token(ours, Duration.ofSeconds(-5))).run()))
        .contains("it has expired");
  }

  @Test
  void jwtToken_tooLongToBeKept_isUsed() throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder(expiring(Duration.ofHours(1)))
                .claim("filler", "x".repeat(16 * 1024))
                .build());
    jwt.sign(new MACSigner(SECRET));
    TestRuns.Workflow workflow =
        checking("long", "{ type: 'static', static: { key: '" + SECRET + "' } }", jwt.serialize());
    assertThat(log(workflow.run())).contains("INFO true", "WARN A token is too long to be kept");
    assertThat(log(workflow.run())).contains("INFO made");
  }

  @Test
  void jwtToken_wantedInGreatNumbersAtOnce_isRefused() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const all = [];
                for (let i = 0; i < 21; i++) {
                  all.push(kinde.cache.jwtToken("n" + i, {
                    validation: { key: { type: "static", static: { key: "k" } } },
                    onMissingOrExpired: () => new Promise(() => {}),
                  }));
                }
                await Promise.all(all);
                """)
            .run();
    assertThat(error(outcome)).startsWith("RangeError: ");
  }
}

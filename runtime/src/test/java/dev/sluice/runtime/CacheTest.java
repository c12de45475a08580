package dev.sluice.runtime;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CacheTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @RegisterExtension
  static final WireMockExtension KINDE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static RSAKey ours;

  @BeforeAll
  static void makeKey() throws Exception {
    ours = new RSAKeyGenerator(2048).keyID("ours").generate();
  }

  private static String token(RSAKey key, Duration validFor) throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder().expirationTime(Date.from(Instant.now().plus(validFor))).build();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  /** A workflow that asks for the token {@code name}, and logs when it has to make it. */
  private static TestRuns.Workflow asking(String name, String token) {
    KINDE.stubFor(
        get("/.well-known/jwks.json")
            .willReturn(okJson(new JWKSet(ours.toPublicJWK()).toString())));
    String domain = "http://localhost:" + KINDE.getPort();
    return RUNS.workflow(
            """
            const token = await kinde.cache.jwtToken("%s", {
              validation: { key: { type: "jwks", jwks: { url: "%s/.well-known/jwks.json" } } },
              onMissingOrExpired: () => { console.log("made"); return "%s"; },
            });
            console.log(token === "%s");
            """
                .formatted(name, domain, token, token))
        .kindeDomain(domain);
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
    TestRuns.Workflow workflow = asking("keyless", "opaque");
    KINDE.resetAll();
    assertThat(log(workflow.run())).contains("INFO true", "WARN A token was used, but not checked");
    assertThat(log(workflow.run())).contains("INFO made");
  }
}

package dev.sluice.syncworker.reach;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.RepositoryAccess.GitHubApp;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Installation tokens of a GitHub App, from a stand-in for GitHub's API. */
@Timeout(60)
class GitHubAppTest {
  private static final String PATH = "/api/v3/app/installations/42/access_tokens";
  private static final String TOKEN = "ghs_distinctive-token";

  private static WireMockServer api;
  private static KeyPair keys;

  private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private AppTokenSource source;
  private AppTokens tokens;

  @BeforeAll
  static void serve() throws GeneralSecurityException {
    api = new WireMockServer(wireMockConfig().dynamicPort());
    api.start();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
  }

  @AfterAll
  static void stop() {
    api.stop();
  }

  @BeforeEach
  void open() {
    api.resetAll();
    InstantSource clock = () -> now;
    source =
        new AppTokenSource(
            new Outlet(GitNetwork.DIRECT), Duration.ofSeconds(2), clock.withZone(ZoneOffset.UTC));
    tokens = new AppTokens(source, clock.withZone(ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void token_isKeptUntilAMinuteBeforeItExpires() {
    answers(token(TOKEN, "2026-01-01T13:00:00Z"));

    assertThat(fetched()).isEqualTo(FetchBench.login("x-access-token", TOKEN));
    now = Instant.parse("2026-01-01T12:58:59Z");
    fetched();
    assertThat(asked()).isEqualTo(1);

    now = Instant.parse("2026-01-01T12:59:00Z");
    answers(token("ghs_next", "2026-01-01T14:00:00Z"));

    assertThat(fetched()).isEqualTo(FetchBench.login("x-access-token", "ghs_next"));
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void token_forManyAtOnce_isAskedForOnce() throws InterruptedException, ExecutionException {
    answers(token(TOKEN, "2026-01-01T13:00:00Z").withFixedDelay(100));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Credential>> all =
          IntStream.range(0, 20).mapToObj(i -> threads.submit(this::fetched)).toList();
      for (Future<Credential> one : all) {
        assertThat(one.get()).isEqualTo(FetchBench.login("x-access-token", TOKEN));
      }
    }

    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void token_thatTheHostRefused_isAskedForAnew() {
    answers(token(TOKEN, "2026-01-01T13:00:00Z"));
    fetched();

    tokens.forget(app(), pkcs8(), AppPermission.CONTENTS);
    fetched();

    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void request_saysWhoWeAre_andAsksForNoMoreThanReading() throws GeneralSecurityException {
    answers(token(TOKEN, "2026-01-01T13:00:00Z"));

    tokens.of(app(), pkcs1());

    api.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withRequestBody(equalToJson("{\"permissions\":{\"contents\":\"read\"}}")));
    String bearer = api.getAllServeEvents().getFirst().getRequest().getHeader("Authorization");
    String[] jwt = bearer.substring("Bearer ".length()).split("\\.", -1);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(keys.getPublic());
    signature.update((jwt[0] + "." + jwt[1]).getBytes(US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt[2]))).isTrue();
    JsonNode claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(jwt[1]));
    assertThat(claims.path("iss").stringValue()).isEqualTo("Iv1.abc");
    assertThat(claims.path("exp").longValue())
        .isEqualTo(now.plus(Duration.ofMinutes(9)).getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({
    "401, Lacking, appId",
    "404, Lacking, install it",
    "422, Lacking, Contents",
    "302, Lacking, apiUrl",
    "500, NotNow, 500",
    "201, NotNow, something else"
  })
  void answer_ofAnotherKind_isToldOf(int status, String kind, String words) {
    answers(
        aResponse()
            .withStatus(status)
            .withHeader("Location", api.baseUrl() + "/elsewhere")
            .withBody("{\"token_is\":\"" + TOKEN + "\"}"));

    Credential credential = tokens.of(app(), pkcs8());

    assertThat(credential.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(credential.toString()).contains(words).doesNotContain(TOKEN);
    assertThat(api.getAllServeEvents()).hasSize(1);
  }

  @Test
  void answer_thatDripsOrIsTooLong_isGivenUp() {
    answers(token(TOKEN, "2026-01-01T13:00:00Z").withChunkedDribbleDelay(20, 60_000));
    assertThat(away()).contains("silent");

    answers(token("x".repeat(100_000), "2026-01-01T13:00:00Z"));
    assertThat(away()).contains("the connection broke off");
  }

  private String away() {
    return assertThat(tokens.of(app(), pkcs8()))
        .asInstanceOf(type(Credential.NotNow.class))
        .actual()
        .cause();
  }

  @Test
  void key_thatIsNone_isToldOf() {
    for (String key : List.of("nothing", pem("PRIVATE KEY", new byte[] {1, 2, 3}))) {
      assertThat(tokens.of(app(), new Secret(key)).toString()).contains("privateKey");
    }
    assertThat(api.getAllServeEvents()).isEmpty();
  }

  private Credential fetched() {
    return tokens.of(app(), pkcs8());
  }

  private static GitHubApp app() {
    return new GitHubApp("Iv1.abc", "42", URI.create(api.baseUrl() + "/api/v3"));
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    api.stubFor(post(PATH).willReturn(answer));
  }

  private static ResponseDefinitionBuilder token(String token, String expires) {
    return aResponse()
        .withStatus(201)
        .withBody("{\"token\":\"%s\",\"expires_at\":\"%s\"}".formatted(token, expires));
  }

  private static int asked() {
    return api.getAllServeEvents().size();
  }

  private static Secret pkcs8() {
    return new Secret(pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  /** As GitHub gives it: without the 26 bytes that PKCS#8 writes before a key of 2,048 bits. */
  private static Secret pkcs1() {
    byte[] all = keys.getPrivate().getEncoded();
    return new Secret(pem("RSA PRIVATE KEY", Arrays.copyOfRange(all, 26, all.length)));
  }

  private static String pem(String label, byte[] bytes) {
    String base64 = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.Troubled;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.DeployKey;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.trust.SshHostKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a repository is reached: tokens, deploy keys, GitHub Apps, and trying it. */
class RepositoryRoutesTest {
  private static final String URL = "https://git.example.com/auth.git";
  private static final String TOKEN = "ghp_distinctive-token";
  private static final String HOST_KEY = DeployKey.generate().line();
  private static final String PEM =
      "-----BEGIN RSA PRIVATE KEY-----\nZGlzdGluY3RpdmU=\n-----END RSA PRIVATE KEY-----\n";

  @TempDir static Path data;
  private static TestGateway gateway;
  private static int environments;

  /** Each test's own. */
  private final EnvironmentName name = new EnvironmentName("private-" + environments++);

  private final String at = "/v1/environments/" + name;

  @BeforeAll
  static void open() {
    gateway = new TestGateway(data);
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @AfterEach
  void giveTheWorkerBack() {
    gateway.workerAway = false;
  }

  @Test
  void token_isKept_neverShown_andTakenAwayWhenEmpty() {
    JsonNode put = put(repository(URL).put("username", "ada").put("token", TOKEN));

    assertThat(put.at("/repository/username").stringValue()).isEqualTo("ada");
    assertThat(put.at("/repository/tokenSet").booleanValue()).isTrue();
    assertThat(put.has("warnings")).isFalse();
    assertThat(secret()).contains(new Secret(TOKEN));

    put(repository(URL));
    assertThat(secret()).contains(new Secret(TOKEN));

    assertThat(put(repository(URL).put("token", "")).at("/repository/tokenSet").booleanValue())
        .isFalse();
    assertThat(secret()).isEmpty();
    assertNowhere(TOKEN);
  }

  @Test
  void pollSeconds_areShown() {
    assertThat(put(repository(URL)).at("/repository/pollSeconds").intValue()).isEqualTo(300);
    assertThat(put(repository(URL).put("pollSeconds", 0)).at("/repository/pollSeconds").intValue())
        .isZero();
  }

  @Test
  void token_ofAnotherHost_isForgotten() {
    put(repository(URL).put("token", TOKEN));

    put(repository("https://git.example.com/other.git"));
    assertThat(secret()).isPresent();

    JsonNode moved = put(repository("https://elsewhere.example.com/auth.git"));
    assertThat(moved.path("warnings").toString()).contains("was forgotten");
    assertThat(secret()).isEmpty();
  }

  @Test
  void token_ofAHostThatIsNoName_isForgottenAtAnother() {
    put(repository("https://git_host.example.com/auth.git").put("token", TOKEN));

    put(repository("https://git_host.example.com/other.git"));
    assertThat(secret()).isPresent();

    put(repository("https://evil_host.example.com/auth.git"));
    assertThat(secret()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void token_givenWhileSomeoneElseMovesTheRepository_isntForTheOtherHost(
      boolean wasThere, @TempDir Path data) {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    Registry real = TestGateway.open(data);
    try (TestGateway raced =
        new TestGateway(afterLooking(real, meanwhile), GatewaySettings.DEFAULT)) {
      if (wasThere) {
        raced.environment("demo", body(repository("https://evil.example.com/auth.git")));
      }
      String own = body(repository(URL).put("token", TOKEN));
      meanwhile.set(() -> raced.environment("demo", own));

      raced.environment("demo", body(repository("https://evil.example.com/auth.git")));

      assertThat(
              real.environments().secret(new EnvironmentName("demo"), EnvironmentSecret.REPOSITORY))
          .isEmpty();
    }
  }

  /** The same registry; once, something happens right after an environment was looked at. */
  private static Registry afterLooking(Registry real, AtomicReference<Runnable> meanwhile) {
    return new Troubled(
            Troubled.NEVER,
            method -> {
              boolean byRoute = Thread.currentThread().getName().startsWith("http");
              boolean ofEnvironments = method.getDeclaringClass().equals(Environments.class);
              if (byRoute && ofEnvironments && method.getName().equals("find")) {
                meanwhile.getAndSet(() -> {}).run();
              }
            })
        .seen(Registry.class, real);
  }

  @Test
  void statusApi_andItsToken_areKept_andForgottenForAnotherHost() {
    ObjectNode told = repository(URL).put("statusToken", TOKEN);
    told.putObject("statusApi").put("kind", "gitea");

    JsonNode put = put(told);

    assertThat(put.at("/repository/statusApi").toString()).isEqualTo("{\"kind\":\"gitea\"}");
    assertThat(put.at("/repository/statusTokenSet").booleanValue()).isTrue();
    assertThat(json(gateway.get(at)).path("repository")).isEqualTo(put.path("repository"));
    assertThat(gateway.get("/v1/audit").body()).contains("status token");
    assertNowhere(TOKEN);

    ObjectNode moved = repository(URL);
    moved.putObject("statusApi").put("kind", "gitea").put("url", "https://api.example.com/v1/");
    JsonNode after = put(moved);

    assertThat(after.at("/repository/statusApi/url").stringValue())
        .isEqualTo("https://api.example.com/v1");
    assertThat(after.at("/repository/statusTokenSet").booleanValue()).isFalse();
    assertThat(after.path("warnings").toString()).contains("statusToken");
    assertThat(gateway.get(at + "/audit").body()).contains("repository.statusApi.url");
  }

  @Test
  void token_isNoAppsKey() {
    put(repository(URL).put("token", TOKEN));
    ObjectNode repository = repository(URL);
    repository.putObject("gitHubApp").put("appId", "1").put("installationId", "2");

    JsonNode put = put(repository);

    assertThat(put.at("/repository/gitHubApp/privateKeySet").booleanValue()).isFalse();
    assertThat(secret()).isEmpty();
  }

  @Test
  void app_isKept_withoutItsKeyShown() {
    ObjectNode repository = repository("https://github.com/team/auth.git");
    repository
        .putObject("gitHubApp")
        .put("appId", "Iv1.abc")
        .put("installationId", "42")
        .put("privateKey", PEM);

    JsonNode put = put(repository);

    assertThat(put.at("/repository/gitHubApp").toString())
        .contains("\"Iv1.abc\"", "\"https://api.github.com\"", "\"privateKeySet\":true");
    assertThat(secret()).contains(new Secret(PEM));
    assertNowhere("ZGlzdGluY3RpdmU");
  }

  @Test
  void hostKey_isShownWithItsFingerprint_howeverItWasGiven() {
    for (String line : new String[] {HOST_KEY, HOST_KEY + " a comment", "git.host " + HOST_KEY}) {
      JsonNode put = put(repository("ssh://git@git.example.com/auth.git").put("sshHostKey", line));

      assertThat(put.at("/repository/sshHostKey").stringValue()).isEqualTo(HOST_KEY);
      assertThat(put.at("/repository/sshHostKeyFingerprint").stringValue())
          .isEqualTo(new SshHostKey(HOST_KEY).fingerprint());
      assertThat(put.at("/repository/deployKeySet").booleanValue()).isFalse();
    }
    put(repository("git@git.example.com:auth.git"));
    assertThat(access()).isEqualTo(new RepositoryAccess.Ssh(Optional.empty()));
  }

  @Test
  void deployKey_isMadeAndReplaced_andItsPublicHalfShown() {
    put(repository("ssh://git@git.example.com/auth.git"));
    assertThat(gateway.get(at + "/deploy-key").statusCode()).isEqualTo(404);

    JsonNode first = json(gateway.post(at + "/deploy-key", ""));
    JsonNode second = json(gateway.post(at + "/deploy-key", ""));

    assertThat(second).isNotEqualTo(first);
    assertThat(json(gateway.get(at + "/deploy-key"))).isEqualTo(second);
    String line = second.path("publicKey").stringValue();
    assertThat(line).startsWith("ssh-ed25519 AAAA").endsWith(" sluice-" + name);
    DeployKey kept =
        DeployKey.of(
            gateway
                .registry
                .environments()
                .secret(name, EnvironmentSecret.DEPLOY_KEY)
                .orElseThrow());
    assertThat(line).startsWith(kept.line());
    assertThat(gateway.get(at).body()).contains("\"deployKeySet\":true");
    assertNowhere(kept.toSecret().reveal().split(" ", 2)[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://ada:pw@e.com/a | {} | repository.token",
        "ssh://git:pw@e.com/a | {} | repository.token",
        "ssh://-oProxyCommand=x/a | {} | ssh://",
        "-a@e.com:a | {} | ssh://",
        "https://e.com#@evil.com/a | {} | without a query",
        "https://e.com?@evil.com/a | {} | without a query",
        "https://e.com:443#@evil.com/a | {} | without a query",
        "ssh://git@e.com#@evil.com/a | {} | without a query",
        "git@e.com:a@evil.com:a | {} | without a query",
        "https://ada:pw@git_host/a | {} | repository.token",
        "https:///a | {} | without a query",
        "/srv/a.git | {} | without a query",
        "git@e.com:a | {'token':'x'} | deploy key",
        "git@e.com:a | {'username':'x'} | deploy key",
        "git@e.com:a | {'sshHostKey':'x'} | ssh-keyscan",
        "git@e.com:a | {'sshHostKey':'ssh-dss AAAA'} | sshHostKey",
        "git@e.com:a | {'gitHubApp':{'appId':'1','installationId':'2'}} | https://",
        "https://e.com/a | {'sshHostKey':'ssh-ed25519 AAAA'} | SSH URLs",
        "https://e.com/a | {'username':'a:b'} | username",
        "https://e.com/a | {'pollSeconds':9} | from 10 to 86,400",
        "https://e.com/a | {'token':'a\\nb'} | one line",
        "file:///a | {'token':'x'} | on a disk",
        "https://e.com/a | {'token':'x','gitHubApp':{'appId':'1','installationId':'2'}} | App",
        "https://e.com/a | {'statusApi':{'kind':'svn'}} | statusApi.kind",
        "https://e.com/a | {'statusApi':{'url':'ftp://e.com'}} | statusApi.url",
        "https://e.com/a | {'statusToken':'a\\nb'} | repository.statusToken",
        "https://e.com/a | {'gitHubApp':{'installationId':'2'}} | gitHubApp.appId",
        "https://e.com/a | {'gitHubApp':{'appId':'1'}} | gitHubApp.installationId",
        "https://e.com/a | {'gitHubApp':{'appId':'1','installationId':'x'}} | a number",
        "https://e.com/a | {'gitHubApp':{'appId':'1','installationId':'2','apiUrl':'x'}} | REST",
        "https://e.com/a | {'gitHubApp':{'appId':'1','installationId':'2','privateKey':'x'}} | PEM",
      })
  void repository_thatCannotBe_isRefusedInWords(String url, String fields, String words) {
    ObjectNode repository = repository(url);
    repository.setAll((ObjectNode) JsonMapper.shared().readTree(fields.replace('\'', '"')));

    HttpResponse<String> answer = gateway.put(at, body(repository));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).contains(words);
  }

  @Test
  void connectionTest_isWaitedFor_andShown() {
    put(repository(URL));

    HttpResponse<String> tested = gateway.post(at + "/connection-test", "");

    assertThat(tested.statusCode()).isEqualTo(200);
    assertThat(json(tested).path("ok").booleanValue()).isTrue();
    assertThat(json(tested).at("/steps/0/name").stringValue()).isEqualTo("host");
    assertThat(json(gateway.get(at + "/connection-test/" + json(tested).path("id").stringValue())))
        .isEqualTo(json(tested));
  }

  @Test
  void connectionTest_thatNobodyDoes_canBeLookedAtLater() {
    put(repository(URL));
    gateway.workerAway = true;

    HttpResponse<String> tested = gateway.post(at + "/connection-test?wait=0", "");

    assertThat(tested.statusCode()).isEqualTo(202);
    assertThat(json(tested).path("status").stringValue()).isEqualTo("waiting");
    assertThat(json(tested).has("steps")).isFalse();
    assertThat(gateway.get(at + "/connection-test/none").statusCode()).isEqualTo(404);
    assertThat(gateway.post(at + "/connection-test?wait=31", "").statusCode()).isEqualTo(400);
  }

  private void assertNowhere(String secret) {
    for (String path : new String[] {at, "/v1/environments", "/v1/audit"}) {
      assertThat(gateway.get(path).body()).doesNotContain(secret);
    }
  }

  private Optional<Secret> secret() {
    return gateway.registry.environments().secret(name, EnvironmentSecret.REPOSITORY);
  }

  private RepositoryAccess access() {
    return gateway
        .registry
        .environments()
        .find(name)
        .orElseThrow()
        .settings()
        .repository()
        .access();
  }

  private static ObjectNode repository(String url) {
    return JsonMapper.shared().createObjectNode().put("url", url);
  }

  private static String body(ObjectNode repository) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.set("repository", repository);
    return body.toString();
  }

  private JsonNode put(ObjectNode repository) {
    HttpResponse<String> answer = gateway.put(at, body(repository));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }
}

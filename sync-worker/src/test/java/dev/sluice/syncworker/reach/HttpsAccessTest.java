package dev.sluice.syncworker.reach;

import static dev.sluice.syncworker.reach.FetchBench.cause;
import static dev.sluice.syncworker.reach.FetchBench.login;
import static dev.sluice.syncworker.reach.FetchBench.refusal;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.RepositoryAccess.GitHubApp;
import dev.sluice.syncworker.fetch.FetchLimits;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Hurdle;
import dev.sluice.syncworker.fetch.Looking;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from Git's own HTTP server, with and without what it wants. */
@Timeout(60)
class HttpsAccessTest {
  private static final String TOKEN = "ghp_distinctive-token";
  private static final Credential GOOD = login("ada", TOKEN);

  @TempDir private static Path shared;
  private static TestAuthority authority;

  @TempDir private Path folder;
  private FetchBench bench;
  private GitHttpServer host;

  @BeforeAll
  static void makeAuthority() throws Exception {
    authority = TestAuthority.make(shared);
  }

  @BeforeEach
  void open() throws IOException {
    bench = new FetchBench(folder);
    host = new GitHttpServer(folder);
  }

  @AfterEach
  void close() {
    host.close();
    bench.close();
  }

  @Test
  void repository_forEveryone_isFetchedShowingNothing() {
    bench.assertFetched(bench.fetch(host.url(), new Credential.None()));

    assertThat(host.shown()).isNotEmpty().containsOnly("");
  }

  @Test
  void repository_withAPassword_isFetchedAgainAndAgain() {
    host.wants("ada", TOKEN);

    bench.assertFetched(bench.fetch(host.url(), GOOD));
    bench.assertFetched(bench.fetch(host.url(), GOOD));
  }

  @Test
  void branch_isSeen_withWhatTheHostWants() {
    host.wants("ada", TOKEN);

    bench.assertSeen(bench.look(host.url(), GOOD));
    assertThat(bench.look(host.url(), new Credential.None()))
        .asInstanceOf(type(Looking.Trouble.class))
        .extracting(Looking.Trouble::at)
        .isEqualTo(Hurdle.CREDENTIALS);
    assertThat(bench.look(host.url(), "other", GOOD).toString())
        .contains("The repository has no branch other; it has main")
        .doesNotContain(TOKEN);
  }

  @Test
  void password_thatIsWrong_isRefusedOnce() {
    host.wants("ada", "another");

    assertThat(refusal(bench.fetch(host.url(), GOOD), Hurdle.CREDENTIALS))
        .contains("doesn't take these credentials")
        .doesNotContain(TOKEN);
    assertThat(host.shown()).hasSize(1);
  }

  @Test
  void password_thatIsMissing_isAskedFor() {
    host.wants("ada", TOKEN);

    assertThat(refusal(bench.fetch(host.url(), new Credential.None()), Hurdle.CREDENTIALS))
        .contains("repository.token");
  }

  @Test
  void password_inAnAddressOfOld_stillLetsIn() {
    host.wants("ada", TOKEN);

    bench.assertFetched(
        bench.fetch(host.url().replace("//", "//ada:" + TOKEN + "@"), new Credential.None()));
  }

  @Test
  void repository_thatIsMissing_isRefused() {
    assertThat(
            refusal(bench.fetch(host.url().replace("remote", "nothing"), GOOD), Hurdle.CREDENTIALS))
        .contains("There is no repository here, or it may not be read with these credentials");
  }

  @Test
  void redirect_toAnotherHost_showsItNothing() throws IOException {
    host.wants("ada", TOKEN);
    try (GitHttpServer other = new GitHttpServer(folder)) {
      host.redirects(other.base());

      bench.assertFetched(bench.fetch(host.url(), GOOD));

      assertThat(host.shown()).doesNotContain("");
      assertThat(other.shown()).isNotEmpty().containsOnly("");
    }
  }

  @Test
  void redirect_toAnotherHostThatWantsCredentials_isToldOf() throws IOException {
    try (GitHttpServer other = new GitHttpServer(folder)) {
      other.wants("ada", TOKEN);
      host.redirects(other.base());

      assertThat(refusal(bench.fetch(host.url(), GOOD), Hurdle.CREDENTIALS))
          .contains("The host redirects to " + other.base())
          .contains("set repository.url");
      assertThat(other.shown()).isNotEmpty().containsOnly("");
    }
  }

  @Test
  void redirect_fromTlsToNone_isNotFollowed() throws IOException {
    try (GitHttpServer encrypted = GitHttpServer.encrypted(folder, authority.tls())) {
      encrypted.redirects(host.base());

      Fetching fetching = bench.fetch(trusting(), FetchLimits.DEFAULT, encrypted.url(), GOOD);

      assertThat(fetching).isNotInstanceOf(Fetching.Fetched.class);
      assertThat(host.shown()).isEmpty();
    }
  }

  @Test
  void authority_thatIsNamed_isTrusted_andNoOther() throws IOException {
    try (GitHttpServer encrypted = GitHttpServer.encrypted(folder, authority.tls())) {
      encrypted.wants("ada", TOKEN);

      bench.assertFetched(bench.fetch(trusting(), FetchLimits.DEFAULT, encrypted.url(), GOOD));
      assertThat(cause(bench.fetch(encrypted.url(), GOOD), Hurdle.HOST)).contains("--git-ca");
    }
  }

  private static GitNetwork trusting() {
    return new GitNetwork(Optional.empty(), Optional.of(authority.file()));
  }

  @Test
  void authorities_thatCannotBeRead_areRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("no.pem"), "nothing");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Outlet(new GitNetwork(Optional.empty(), Optional.of(file))))
        .withMessageContaining("BEGIN CERTIFICATE");
  }

  @Test
  void proxy_withALogin_isGoneThrough() throws IOException {
    try (ConnectProxy proxy = new ConnectProxy(Optional.of("me:proxy-password"));
        GitHttpServer encrypted = GitHttpServer.encrypted(folder, authority.tls())) {
      GitNetwork network = through(proxy, Optional.of("me:proxy-password"));

      bench.assertFetched(bench.fetch(network, FetchLimits.DEFAULT, encrypted.url(), GOOD));

      assertThat(proxy.tunnelled())
          .isNotEmpty()
          .allMatch(it -> it.startsWith("CONNECT localhost:"));
    }
  }

  @Test
  void proxy_thatWantsAnotherLogin_isToldOf() throws IOException {
    try (ConnectProxy proxy = new ConnectProxy(Optional.of("me:proxy-password"));
        GitHttpServer encrypted = GitHttpServer.encrypted(folder, authority.tls())) {
      GitNetwork network = through(proxy, Optional.of("me:wrong-password"));

      assertThat(
              cause(bench.fetch(network, FetchLimits.DEFAULT, encrypted.url(), GOOD), Hurdle.HOST))
          .contains("--git-proxy-login")
          .doesNotContain("wrong-password");
      assertThat(proxy.tunnelled()).isEmpty();
      assertThat(encrypted.shown()).isEmpty();
    }
  }

  @Test
  void gitHubsApi_isReachedThroughTheProxy_trustingTheAuthority() throws Exception {
    HttpsServer api =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.setHttpsConfigurator(new HttpsConfigurator(authority.tls()));
    api.createContext(
        "/",
        exchange -> {
          String token = "{\"token\":\"t\",\"expires_at\":\"2999-01-01T00:00:00Z\"}";
          GitHttpServer.Sending.WHOLE.send(exchange, 201, token.getBytes(ISO_8859_1));
        });
    api.start();
    GitHubApp app =
        new GitHubApp("1", "2", URI.create("https://localhost:" + api.getAddress().getPort()));
    byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    String base64 = Base64.getMimeEncoder().encodeToString(key);
    Secret secret =
        new Secret("-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----");
    try (ConnectProxy proxy = new ConnectProxy(Optional.of("me:proxy-password"));
        AppTokenSource source =
            new AppTokenSource(
                new Outlet(through(proxy, Optional.of("me:proxy-password"))),
                Duration.ofSeconds(20),
                Clock.systemUTC())) {
      assertThat(source.fetch(app, secret)).isInstanceOf(AppTokenSource.Fetched.class);
      assertThat(proxy.tunnelled()).hasSize(1);
    } finally {
      api.stop(0);
    }
  }

  private static GitNetwork through(ConnectProxy proxy, Optional<String> login) {
    return new GitNetwork(
        Optional.of(GitProxy.parse(proxy.url(), login.map(GitProxy.Login::parse))),
        Optional.of(authority.file()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy:3128",
        "http://proxy",
        "https://proxy:1",
        "http://me:pw@proxy:1",
        "http://"
      })
  void proxy_atNoAddress_isRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitProxy.parse(url, Optional.empty()))
        .withMessageContaining("address");
  }

  @Test
  void pack_thatIsCutOff_isTriedAgainLater() {
    host.sends((exchange, status, body) -> {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
    });

    cause(bench.fetch(host.url(), new Credential.None()), Hurdle.COMMIT);
  }

  @Test
  void pack_thatLiesAboutItsObjects_isTriedAgainLater() {
    host.sends((exchange, status, body) -> {
      int at = new String(body, ISO_8859_1).indexOf("PACK");
      byte[] lie = body.clone();
      lie[at + 10] = 100; // The third of four bytes that say how many objects there are.
      GitHttpServer.Sending.WHOLE.send(exchange, status, lie);
    });

    cause(bench.fetch(host.url(), new Credential.None()), Hurdle.COMMIT);
  }

  @Test
  void pack_thatHasMoreThanItsLength_isNotRead() {
    host.sends((exchange, status, body) ->
        GitHttpServer.Sending.WHOLE.send(exchange, status, Arrays.copyOf(body, body.length / 3)));

    cause(bench.fetch(host.url(), new Credential.None()), Hurdle.COMMIT);
  }

  @Test
  void pack_thatDrips_isGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    host.sends((exchange, status, body) -> {
      exchange.sendResponseHeaders(status, 0);
      OutputStream out = exchange.getResponseBody();
      for (byte drop : body) {
        out.write(drop);
        out.flush();
        pause(never);
      }
    });

    assertThat(cause(bench.fetchHurried(host.url(), new Credential.None()), Hurdle.COMMIT))
        .contains("longer than 2 s");
  }

  private static void pause(CountDownLatch never) throws IOException {
    try {
      if (never.await(100, TimeUnit.MILLISECONDS)) {
        throw new IOException("it never comes");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** A host that says what it was shown, in the one place that JGit repeats. */
  @Test
  void host_thatRepeatsTheToken_isNotRepeated() throws IOException {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> repeatEach(server));

      Fetching fetching =
          bench.fetchHurried("http://localhost:" + server.getLocalPort() + "/a.git", GOOD);

      assertThat(fetching.toString()).contains("***").doesNotContain(TOKEN, header());
    }
  }

  private static String header() {
    return ((Credential.Login) GOOD).header().substring("Basic ".length());
  }

  private static void repeatEach(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 500 not with %s or %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .formatted(TOKEN, header())
                    .getBytes(ISO_8859_1));
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        // Either side is done.
      }
    }
  }
}

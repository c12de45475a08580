package dev.sluice.syncworker.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.syncworker.reach.Obstacle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fetching says of remotes that can't or mustn't be fetched from. */
class RemoteRefusalTest {
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");

  @TempDir private Path folder;
  private Mirrors mirrors;
  private WorkflowRepository repository;

  @BeforeEach
  void create() throws IOException {
    mirrors = new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT);
    repository = WorkflowRepository.create(folder.resolve("remote.git"));
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void branch_thatIsMissing_isRefusedWithThoseThereAre() throws IOException {
    repository.write("a.txt", "one").push("trunk", "one");

    assertThat(refusal(repository.url())).contains("has no branch main; it has trunk");
  }

  @Test
  void repository_thatIsEmpty_isRefused() {
    assertThat(refusal(repository.url())).contains("has no branch main; it is empty");
  }

  @Test
  void repository_thatIsMissing_isRefused() {
    assertThat(refusal(folder.resolve("nowhere.git").toUri().toString()))
        .contains("There is no repository here");
  }

  @Test
  void repository_amongTheMirrors_isRefused() throws IOException {
    repository.write("a.txt", "one").push("main", "one");
    RepositoryAddress address = new RepositoryAddress(repository.url(), "main");
    mirrors.fetch(new EnvironmentName("others"), address);
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("mirrors"));

    assertThat(refusal(folder.resolve("mirrors/others").toUri().toString()))
        .contains("Sluice's own data folder");
    assertThat(refusal(link.resolve("others").toString())).contains("Sluice's own data folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git://example.com/a.git",
        "ext::sh -c touch% /tmp/x",
        "ftp://example.com/a.git",
        "https:///a.git",
        "relative/path",
        "file://elsewhere/a.git"
      })
  void address_ofAnotherKind_isRefused(String url) {
    assertThat(refusal(url)).contains("over https:// and SSH only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com#@example.com/a.git",
        "https://github.com?@example.com/a.git",
        "https://github.com:443#@example.com/a.git",
        "https://github.com\\@example.com/a.git",
        "ssh://git@github.com#@example.com/a.git",
        "git@github.com:a@example.com:a.git"
      })
  void address_thatOthersTakeForAnotherHosts_isRefused(String url) {
    assertThat(refusal(url)).contains("one of two hosts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh://git@example.com/a.git", "git@example.com:a.git"})
  void address_overSsh_isRefusedWithoutAKey(String url) {
    assertThat(refusal(url)).contains("a deploy key is needed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///a.git", "/a.git", "http://example.com/a.git"})
  void address_onThisMachine_isRefusedUnlessAllowed(String url) {
    mirrors = new Mirrors(folder.resolve("mirrors"), false, FetchLimits.DEFAULT);

    assertThat(refusal(url)).contains("--allow-local-repositories");
  }

  @ParameterizedTest
  @CsvSource({
    "401, Refused",
    "403, Refused",
    "404, Refused",
    "500, Unavailable",
    "503, Unavailable"
  })
  void remote_thatAnswersWithAnError_isRefusedOrTriedAgain(int status, String outcome)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (status == 401) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"team\"");
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      Fetching fetching =
          fetch("http://ada:hunter2@127.0.0.1:" + server.getAddress().getPort() + "/a.git");

      assertThat(fetching.getClass().getSimpleName()).as("%s", fetching).isEqualTo(outcome);
      assertThat(fetching.toString()).doesNotContain("hunter2").doesNotContain("ada");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void remote_thatIsSilent_isTriedAgainLater() throws IOException {
    mirrors =
        new Mirrors(
            folder.resolve("mirrors"),
            true,
            new FetchLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000_000, 1_000_000));
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(cause("http://127.0.0.1:" + silent.getLocalPort() + "/a.git")).contains("1 s");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://ada:hunter2@nowhere.invalid/a.git, the host isn't known",
    "https://ada:hunter2@127.0.0.1:1/a.git, the connection was refused"
  })
  void remote_thatCannotBeReached_isToldWhyInWords(String url, String why) {
    assertThat(cause(url)).contains(why).doesNotContain("hunter2", "ada", "Exception");
  }

  @Test
  void remote_thatDoesNotSpeakTls_isTold() throws IOException {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerEachWithoutTls(plain));

      assertThat(cause("https://127.0.0.1:" + plain.getLocalPort() + "/a.git"))
          .contains("doesn't speak TLS");
    }
  }

  private static void answerEachWithoutTls(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        // Either side is done.
      }
    }
  }

  @Test
  void certificate_thatIsNotTrusted_isToldForWhatItIs() {
    Throwable handshake =
        new SSLHandshakeException("PKIX path building failed")
            .initCause(new CertPathBuilderException("no valid path"));

    assertThat(Obstacle.of(new IOException("no secure connection", handshake)))
        .contains(Obstacle.UNTRUSTED);
    assertThat(Obstacle.of(new IOException("another"))).isEmpty();
  }

  private String cause(String url) {
    return assertThat(fetch(url)).asInstanceOf(type(Fetching.Unavailable.class)).actual().cause();
  }

  private Fetching fetch(String url) {
    return mirrors.fetch(ENVIRONMENT, new RepositoryAddress(url, "main"));
  }

  private String refusal(String url) {
    return assertThat(fetch(url)).asInstanceOf(type(Fetching.Refused.class)).actual().reason();
  }
}

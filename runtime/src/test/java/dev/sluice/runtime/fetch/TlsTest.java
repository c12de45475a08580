package dev.sluice.runtime.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.fetch.TestFetches.error;
import static dev.sluice.runtime.fetch.TestFetches.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.Fetched;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom a fetch trusts, and what it speaks with them. */
@Timeout(60)
class TlsTest {
  private static final String PASSWORD = "password";

  @TempDir static Path folder;
  private static Path store;
  private static WireMockServer api;

  @BeforeAll
  static void serve() throws Exception {
    store = folder.resolve("localhost.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    api =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .keystoreType("PKCS12"));
    api.start();
    api.stubFor(any(anyUrl()).willReturn(ok("secret")));
    awaitTls();
  }

  /** The first handshake of a process can take longer than a connection may. */
  private static void awaitTls() {
    try (TestFetches fetches = fetches(trustingNetwork(), api.httpsPort())) {
      Fetches.Answer answer;
      do {
        answer = fetches.get("https://localhost:" + api.httpsPort() + "/first");
      } while (answer.fetched().ending() == Fetched.Ending.FAILED);
    }
  }

  @AfterAll
  static void stop() {
    api.stop();
  }

  private static SSLContext trusting() {
    try {
      return SSLContexts.custom().loadTrustMaterial(store.toFile(), PASSWORD.toCharArray()).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static TestFetches fetches(Network network, int port) {
    return new TestFetches(
        network, new EgressPolicy.Only(List.of("localhost:" + port, "wrong.example:" + port)));
  }

  private static Network trustingNetwork() {
    return new Network(host -> InetAddress.getAllByName("127.0.0.1"), TlsTest::trusting);
  }

  @Test
  void fetch_ofAServerNobodyVouchesFor_isRefusedBeforeAnythingIsSent() {
    int before = api.getAllServeEvents().size();
    try (TestFetches fetches = fetches(Network.OF_THIS_MACHINE, api.httpsPort())) {
      Fetches.Answer answer = fetches.get("https://localhost:" + api.httpsPort() + "/");
      assertThat(error(answer))
          .startsWith("fetch failed: the server's certificate can't be trusted");
      assertThat(answer.fetched().ending()).isEqualTo(Fetched.Ending.FAILED);
      fetches.awaitNoneLeased();
    }
    assertThat(api.getAllServeEvents()).hasSize(before);
  }

  @Test
  void fetch_ofATrustedServerUnderAnotherName_fails() {
    try (TestFetches fetches = fetches(trustingNetwork(), api.httpsPort())) {
      assertThat(error(fetches.get("https://wrong.example:" + api.httpsPort() + "/")))
          .contains("wrong.example");
    }
  }

  @Test
  void fetch_ofATrustedServer_speaksHttp2OverOneConnection() {
    String origin = "https://localhost:" + api.httpsPort();
    try (TestFetches fetches = fetches(trustingNetwork(), api.httpsPort())) {
      for (int i = 0; i < 3; i++) {
        Fetches.Answer answer =
            fetches.send(
                """
                {"url":"%s/h2","method":"POST","body":"x","headers":
                 [["Connection","close"],["Keep-Alive","1"],["Host","other"],["X-Mine","kept"]]}
                """
                    .formatted(origin));
        assertThat(json(answer).path("body").asString(answer.summary())).isEqualTo("secret");
        fetches.awaitNoneLeased();
      }
      assertThat(fetches.connections().getAvailable()).isEqualTo(1);
    }
    assertThat(api.getAllServeEvents().getFirst().getRequest().getProtocol()).isEqualTo("HTTP/2.0");
  }

  @Test
  void fetch_withoutTls_speaksHttp11() {
    try (TestFetches fetches = fetches(Network.OF_THIS_MACHINE, api.port())) {
      fetches.get("http://localhost:" + api.port() + "/plain");
    }
    assertThat(api.getAllServeEvents().getFirst().getRequest().getProtocol()).isEqualTo("HTTP/1.1");
  }

  @Test
  void fetch_ofAServerThatNeverShakesHands_endsAtTheConnectionsDeadline() throws Exception {
    try (ServerSocket mute = new ServerSocket(0);
        TestFetches fetches = fetches(trustingNetwork(), mute.getLocalPort())) {
      Fetches.Answer answer = fetches.get("https://localhost:" + mute.getLocalPort() + "/");
      assertThat(error(answer)).isEqualTo("fetch failed: no connection within 2 s");
      assertThat(answer.fetched().duration()).isLessThan(Duration.ofSeconds(4));
      fetches.awaitNoneLeased();
    }
  }
}

package dev.sluice.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.HttpServer;
import dev.sluice.gateway.ServerSettings;
import dev.sluice.gateway.http.BodyLimit;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
  private static final BodyLimit SHORT = new BodyLimit(1_000, Duration.ofMillis(300));

  @TempDir Path folder;
  private Certificates made;
  private TlsFiles files;
  private Javalin server;

  @BeforeEach
  void start() throws Exception {
    made = Certificates.make(folder, "EC");
    files = made.write(folder);
    Entry entry = new Entry(Optional.of(files), TrustedProxies.NONE);
    ServerSettings settings = ServerSettings.of("127.0.0.1", 0, 1).with(entry);
    server = HttpServer.create(settings, List.of(TlsTest::echo)).start();
  }

  private static void echo(RoutesConfig routes) {
    routes.post(
        "/",
        ctx ->
            ctx.result(ctx.scheme() + " " + new String(SHORT.read(ctx), StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void request_isEncrypted() throws Exception {
    try (SSLSocket socket = connect(made.parsed())) {
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(post(socket, "hello")).startsWith("HTTP/1.1 200").endsWith("https hello");
    }
  }

  @Test
  void client_thatFallsSilent_isCutOffAtTheLimit() throws Exception {
    try (SSLSocket socket = connect(made.parsed())) {
      socket.getOutputStream().write(head(10).getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void certificate_thatChanges_isShownToNewConnectionsAndOldOnesStay() throws Exception {
    Certificates next = Certificates.make(folder, "RSA");
    try (SSLSocket old = connect(made.parsed())) {
      assertThat(post(old, "one")).contains("https one");
      Files.writeString(files.certificate(), next.certificate());
      awaitNothingBroken();

      Files.writeString(files.key(), next.key());

      while (!shown(next.parsed())) {
        Thread.onSpinWait();
      }
      assertThat(post(old, "two")).contains("https two");
    }
  }

  /** Half of a pair changes nothing. */
  private void awaitNothingBroken() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(shown(made.parsed())).isTrue();
    }
  }

  private boolean shown(Certificate certificate) throws Exception {
    try (SSLSocket socket = connect(certificate)) {
      return post(socket, "x").contains("https x");
    } catch (SSLHandshakeException e) {
      return false;
    }
  }

  private SSLSocket connect(Certificate trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("trusted", trusted);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String head(int length) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  /** Sends and reads one answer; the connection stays open. */
  private static String post(SSLSocket socket, String body) throws IOException {
    byte[] request = (head(body.length()) + body).getBytes(StandardCharsets.US_ASCII);
    socket.getOutputStream().write(request);
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().contains("\r\n\r\n") || !answer.toString().endsWith(body)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection was closed after: " + answer);
      }
      answer.append((char) next);
    }
    return answer.toString();
  }
}

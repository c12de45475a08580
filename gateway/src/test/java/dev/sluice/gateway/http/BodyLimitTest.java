package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.HttpServer;
import dev.sluice.gateway.ServerSettings;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyLimitTest {
  private static final BodyLimit SHORT = new BodyLimit(1_000, Duration.ofMillis(300));
  private static final BodyLimit UNHURRIED = new BodyLimit(1_000, Duration.ofSeconds(20));
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private final Javalin server =
      HttpServer.create(ServerSettings.of("127.0.0.1", 0, 1), List.of(BodyLimitTest::echo)).start();

  private static void echo(RoutesConfig routes) {
    echo(routes, "", SHORT);
    echo(routes, "/unhurried", UNHURRIED);
  }

  private static void echo(RoutesConfig routes, String path, BodyLimit limit) {
    routes.post("/servlet" + path, ctx -> ctx.result(limit.read(ctx)));
    routes.addEndpoint(
        new DirectRoute(exchange -> exchange.answer(limit.read(exchange)))
            .on(HandlerType.POST, "/direct" + path));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet", "/direct"})
  @Timeout(60)
  void client_thatFallsSilent_isCutOffAtTheLimit(String path) throws IOException {
    Instant begun = Instant.now();
    try (Socket socket = post(path, "10", "12345")) {
      assertThat(all(socket)).startsWith("HTTP/1.1 408").contains("too_slow");
    }
    assertThat(Duration.between(begun, Instant.now()))
        .isBetween(SHORT.time(), SHORT.time().multipliedBy(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet", "/direct"})
  @Timeout(60)
  void client_thatSendsNothing_isCutOffAtTheLimit(String path) throws IOException {
    try (Socket socket = post(path, "10", "")) {
      assertThat(all(socket)).startsWith("HTTP/1.1 408");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet", "/direct"})
  void body_thatArrives_isRead(String path) throws IOException {
    try (Socket socket = post(path, "5", "12345")) {
      socket.shutdownOutput();
      assertThat(all(socket)).startsWith("HTTP/1.1 200").endsWith("12345");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet", "/direct"})
  void body_thatIsPacked_isRefused(String path) throws IOException {
    try (Socket socket = post(path, "5\r\nContent-Encoding: gzip", "12345")) {
      socket.shutdownOutput();
      assertThat(all(socket)).startsWith("HTTP/1.1 415").contains("without that header");
    }
    try (Socket socket = post(path, "5\r\nContent-Encoding: identity", "12345")) {
      socket.shutdownOutput();
      assertThat(all(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet", "/direct"})
  void body_inChunks_isReadUpToTheLimit(String path) throws IOException {
    assertThat(chunked(path, 999)).startsWith("HTTP/1.1 200").endsWith("x".repeat(999));
    assertThat(chunked(path, 1_001)).startsWith("HTTP/1.1 413").contains("too_large");
  }

  private String chunked(String path, int size) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
      String body = "1\r\nx\r\n".repeat(size) + "0\r\n\r\n";
      String request = head + "Transfer-Encoding: chunked\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return all(socket);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet", "/direct"})
  void body_overTheLimit_isAnsweredThoughItIsStillOnItsWay(String path) throws IOException {
    try (Socket socket = post(path, "2000000", "")) {
      for (int sent = 0; sent < 2_000_000; sent += 1_000) {
        socket.getOutputStream().write(new byte[1_000]);
      }
      socket.shutdownOutput();
      assertThat(all(socket)).startsWith("HTTP/1.1 413").contains("too_large");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet", "/direct"})
  void body_overTheLimit_thatWasNotAnnounced_isAnsweredThoughItIsStillOnItsWay(String path)
      throws IOException {
    String chunk = "3e8\r\n" + "x".repeat(1_000) + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      for (int sent = 0; sent < 2_000; sent++) {
        out.write(chunk.getBytes(StandardCharsets.US_ASCII));
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(all(socket)).startsWith("HTTP/1.1 413").contains("too_large");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet/unhurried", "/direct/unhurried"})
  @Timeout(60)
  void server_thatStopsWhileABodyArrives_saysSo(String path) throws Exception {
    try (Socket socket = post(path, "10\r\nExpect: 100-continue", "")) {
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(CONTINUE.length()), StandardCharsets.US_ASCII))
          .isEqualTo(CONTINUE);
      socket.getOutputStream().write("12345".getBytes(StandardCharsets.US_ASCII));
      Thread stopping = Thread.ofPlatform().start(server::stop);

      assertThat(all(socket))
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: 1")
          .contains("application/problem+json");
      stopping.join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/servlet/unhurried", "/direct/unhurried"})
  void client_thatBreaksOff_isToldSo(String path) throws IOException {
    try (Socket socket = post(path, "10", "12345")) {
      socket.shutdownOutput();
      assertThat(all(socket)).startsWith("HTTP/1.1 400");
    }
  }

  private Socket post(String path, String length, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String request =
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n\r\n%s".formatted(path, length, body);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String all(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}

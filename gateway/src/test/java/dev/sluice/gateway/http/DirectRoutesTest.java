package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.HttpServer;
import dev.sluice.gateway.ServerSettings;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DirectRoutesTest {
  private final Javalin server =
      HttpServer.create(ServerSettings.of("127.0.0.1", 0, 1), List.of(DirectRoutesTest::routes))
          .start();

  private static void routes(RoutesConfig routes) {
    routes.addEndpoint(
        new DirectRoute(DirectRoutesTest::answer).on(HandlerType.POST, "/direct/{what}"));
    routes.get("/direct/servlet", ctx -> ctx.result("by a servlet"));
  }

  private static void answer(Exchange exchange) throws IOException {
    switch (exchange.parameter(0)) {
      case "refused" -> throw Refusal.unavailable("saturated", "Not now.", Duration.ofSeconds(7));
      case "bug" -> throw new IllegalStateException("a secret");
      case "error" -> throw new StackOverflowError();
      default -> exchange.answer(exchange.address().getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void route_answersItsMethod_andLeavesOthersToTheRouter() throws IOException {
    assertThat(send("POST /direct/x", ""))
        .startsWith("HTTP/1.1 200")
        .contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff")
        .endsWith("127.0.0.1");
    assertThat(send("GET /direct/servlet", "")).endsWith("by a servlet");
    assertThat(send("DELETE /direct/x", "")).startsWith("HTTP/1.1 405").contains("Allow: POST");
    assertThat(send("POST /other", "")).startsWith("HTTP/1.1 404").contains("not_found");
  }

  @Test
  void route_thatThrows_isAnsweredWithAProblem_thatGivesNothingAway() throws IOException {
    assertThat(send("POST /direct/refused", ""))
        .startsWith("HTTP/1.1 503")
        .contains("Content-Type: application/problem+json", "Retry-After: 7", "saturated");
    assertThat(send("POST /direct/bug", "")).startsWith("HTTP/1.1 500").doesNotContain("secret");
    assertThat(send("POST /direct/error", ""))
        .startsWith("HTTP/1.1 500")
        .contains("\"status\":500");
  }

  @Test
  void body_thatNobodyRead_isNotTakenForTheNextRequest() throws IOException {
    String inside = "DELETE /direct/x HTTP/1.1\r\nHost: a\r\n\r\n";
    String first =
        "POST /direct/refused HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(inside.length(), inside);
    String second = "GET /direct/servlet HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    assertThat(raw(first + second)).contains("503", "by a servlet").doesNotContain("405");
  }

  private String send(String line, String body) throws IOException {
    return raw(
        "%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(line, body.length(), body));
  }

  private String raw(String requests) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

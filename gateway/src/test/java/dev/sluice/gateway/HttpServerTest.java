package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.key.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerTest {
  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void unknownRoute_isAProblem() {
    HttpResponse<String> answer = gateway.get("/nothing/here");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).path("code").stringValue()).isEqualTo("not_found");
  }

  @Test
  void wrongMethod_isAProblemThatNamesTheRightOnes() {
    HttpResponse<String> answer = gateway.delete("/v1/keys");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("POST").contains("GET");
    assertThat(json(answer).path("detail").stringValue()).contains("POST").contains("GET");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void malformedRequests_areProblems() throws IOException {
    gateway.environment("demo");
    assertThat(raw("NONSENSE\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json")
        .contains("\"status\":400")
        .doesNotContain("jetty");
    assertThat(
            raw("GET /v1/environments/%2e%2e/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
    String runs = "POST " + TestGateway.runs("user:pre_mfa");
    String list = "GET /v1/environments";
    for (String line : new String[] {runs + "?a=%zz", list + "?limit=%zz", list + "/%zz"}) {
      assertThat(
              raw(
                  line
                      + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n"
                      + "Authorization: Bearer "
                      + TestGateway.ADMIN
                      + "\r\n\r\n"))
          .as(line)
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json");
    }
    assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("application/problem+json");
  }

  @Test
  void body_framedWrongly_isAProblem() throws IOException {
    String head =
        "PUT /v1/environments/demo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + "Authorization: Bearer "
            + TestGateway.ADMIN
            + "\r\nTransfer-Encoding: chunked\r\n\r\n";

    assertThat(raw(head + "zz\r\n")).startsWith("HTTP/1.1 400").contains("\"status\":400");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/environments/%2e%2e/x, The path holds",
    "/v1//environments, The path holds",
    "/v1/environments/a%00b, The first line",
    "/v1/environments/%zz, The first line"
  })
  void path_thatCannotBeRead_isRefusedWithTheReason(String path, String reason) throws IOException {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("bad_request", reason);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void metrics_takeAKeyThatMayRead() {
    String read = gateway.key(Role.READ, Optional.empty());
    String invoke = gateway.key(Role.INVOKE, Optional.empty());

    assertThat(metrics(invoke).statusCode()).isEqualTo(403);
    assertThat(metrics("nonsense").statusCode()).isEqualTo(401);
    assertThat(metrics(read).statusCode()).isEqualTo(200);
    assertThat(metrics(read).body()).contains("jvm_memory_used_bytes", "sluice_runtime_optimized");
  }

  private HttpResponse<String> metrics(String key) {
    return gateway.send(
        gateway.request("/metrics").setHeader("Authorization", "Bearer " + key).GET());
  }

  @Test
  void health_needsNoKey() {
    assertThat(
            gateway
                .send(
                    gateway
                        .request("/healthz")
                        .setHeader("Authorization", "none")
                        .method("GET", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(200);
    assertThat(gateway.get("/readyz").body()).contains("ready");
  }
}

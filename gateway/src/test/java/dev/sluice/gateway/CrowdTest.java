package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.key.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever holds a key can't hold all threads of a server. */
@Timeout(60)
class CrowdTest {
  private static final String VARIABLE = "/v1/environments/demo/variables/A";

  @TempDir Path data;
  private final List<Socket> slow = new ArrayList<>();
  private TestGateway gateway;
  private String key;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo");
    key = gateway.key(Role.DEPLOY, Optional.empty());
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
    gateway.close();
  }

  @Test
  void key_withManySlowRequests_waitsForThem_andOthersDont() throws IOException {
    HttpResponse<String> one = fill();

    assertThat(one.statusCode()).isEqualTo(429);
    assertThat(slow).hasSizeGreaterThanOrEqualTo(16);
    assertThat(json(one).path("code").stringValue()).isEqualTo("too_many_at_once");
    assertThat(one.headers().firstValue("Retry-After")).contains("1");
    assertThat(gateway.get(VARIABLE.replace("/A", "")).statusCode()).isEqualTo(200);
    assertThat(gateway.run(TestWorkflow.TOKENS).statusCode()).isEqualTo(200);
  }

  @Test
  void request_thatBreaksOff_countsNoMore() throws IOException {
    fill();

    slow.getFirst().close();

    while (list().statusCode() == 429) {
      Thread.onSpinWait();
    }
    assertThat(list().statusCode()).isEqualTo(200);
  }

  /** Begins requests until the next one is turned away. */
  private HttpResponse<String> fill() throws IOException {
    HttpResponse<String> next = list();
    while (next.statusCode() == 200) {
      begin();
      next = list();
    }
    return next;
  }

  private HttpResponse<String> list() {
    return gateway.send(
        gateway
            .request(VARIABLE.replace("/A", ""))
            .setHeader("Authorization", "Bearer " + key)
            .GET());
  }

  /** A request whose body doesn't come. */
  private void begin() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    slow.add(socket);
    String head =
        "PUT %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: 100\r\n\r\n{"
            .formatted(VARIABLE, key);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }
}

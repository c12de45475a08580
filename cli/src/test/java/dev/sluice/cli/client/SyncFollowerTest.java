package dev.sluice.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.registry.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncFollowerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queue<String> answers = new ArrayDeque<>();
  private final List<String> lines = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer =
              (answers.size() > 1 ? answers.remove() : answers.element()).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void problems_ofARejectedSync_areNotAmongTheLines() throws Exception {
    String log =
        line("info", "Fetched 1234") + "," + line("error", "aWorkflow.ts:1:2: isn't a workflow");
    answers.add(sync("running", "", line("info", "Fetched 1234")));
    answers.add(sync("running", "", log));
    answers.add(sync("rejected", "{\"message\":\"isn't a workflow\"}", log));

    follow();

    assertThat(lines).containsExactly("Fetched 1234");
  }

  @Test
  void errors_thatAreNoProblems_areAmongTheLines() throws Exception {
    String first = line("error", "the host is silent. Trying again in 10 ms");
    answers.add(sync("running", "", first));
    answers.add(sync("queued", "", first));
    answers.add(sync("failed", "", first + "," + line("error", "gave up")));

    follow();

    assertThat(lines)
        .containsExactly("error: the host is silent. Trying again in 10 ms", "error: gave up");
  }

  @Test
  void server_thatIsNotThere_isToldInWords() {
    URI nowhere = URI.create("http://127.0.0.1:1");
    URI unknown = URI.create("http://nowhere.invalid");
    try (ServerClient refused = new ServerClient(nowhere, new Secret("key"));
        ServerClient lost = new ServerClient(unknown, new Secret("key"))) {
      assertThatThrownBy(() -> refused.get("/"))
          .hasMessage(
              "no Sluice server answers at http://127.0.0.1:1: nothing listens there, or a firewall"
                  + " is between");
      assertThatThrownBy(() -> lost.get("/")).hasMessageEndingWith("no such host is known");
    }
  }

  private void follow() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (ServerClient client = new ServerClient(uri, new Secret("key"))) {
      new SyncFollower(client, lines::add).follow("demo", "syn_1", PATIENCE);
    }
  }

  private static String sync(String status, String problems, String log) {
    return "{\"status\":\"%s\",\"problems\":[%s],\"log\":[%s]}".formatted(status, problems, log);
  }

  private static String line(String level, String text) {
    return "{\"level\":\"%s\",\"text\":\"%s\"}".formatted(level, text);
  }
}

package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** A collector of traces on loopback that takes OTLP over HTTP, and remembers all it is sent. */
final class TraceCollector implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Sent> spans = new ConcurrentLinkedQueue<>();
  private final Queue<String> everything = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;

  /**
   * A span as it was sent.
   *
   * @param kind 1 for a part, 2 for a server's, 3 for a client's
   * @param failed whether it says that it failed
   */
  record Sent(
      String trace,
      String id,
      String parent,
      String state,
      String name,
      long kind,
      boolean failed,
      Map<String, String> attributes) {
    static Sent of(WireMessage span) {
      return new Sent(
          hex(span.bytes(1)),
          hex(span.bytes(2)),
          hex(span.bytes(4)),
          span.text(3),
          span.text(5),
          span.number(6),
          span.messages(15).stream().anyMatch(it -> it.number(3) == 2),
          TraceCollector.attributes(span.messages(9)));
    }

    private static String hex(byte[] id) {
      return HexFormat.of().formatHex(id);
    }
  }

  TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers with that from now on. */
  void answer(int next) {
    status = next;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (status == 200) {
        assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
            .isEqualTo("application/x-protobuf");
        read(body);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void read(byte[] body) {
    everything.add(new String(body, StandardCharsets.ISO_8859_1));
    for (WireMessage resource : WireMessage.read(body).messages(1)) {
      assertThat(attributes(resource.messages(1).getFirst().messages(1)))
          .containsEntry("service.name", "sluice")
          .containsKey("service.instance.id");
      resource.messages(2).stream()
          .flatMap(scope -> scope.messages(2).stream())
          .map(Sent::of)
          .forEach(spans::add);
    }
  }

  private static Map<String, String> attributes(List<WireMessage> pairs) {
    Map<String, String> attributes = new HashMap<>();
    for (WireMessage pair : pairs) {
      WireMessage value = pair.messages(2).getFirst();
      attributes.put(
          pair.text(1), value.fields().containsKey(1) ? value.text(1) : "" + value.number(3));
    }
    return attributes;
  }

  /** The only span of that kind, once it has come. */
  Sent only(Predicate<Sent> which) {
    List<Sent> found =
        await("a span")
            .atMost(Duration.ofSeconds(30))
            .until(() -> spans.stream().filter(which).toList(), it -> !it.isEmpty());
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /** All that has come. */
  List<Sent> all() {
    return List.copyOf(spans);
  }

  /** The bytes of all that has come, each as a character. */
  String everything() {
    return String.join("", everything);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

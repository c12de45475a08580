package dev.sluice.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A server that gives these answers in turn, and then the last one again and again. */
public final class CannedServer implements AutoCloseable {
  private final HttpServer server;
  private final Iterator<Canned> next;
  private Canned answer;

  /** What is answered. */
  public record Canned(int status, String body) {
    /** A 200. */
    public static Canned ok(String body) {
      return new Canned(200, body);
    }
  }

  private CannedServer(List<Canned> answers) throws IOException {
    next = answers.iterator();
    answer = answers.getFirst();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
  }

  /** Starts one. */
  public static CannedServer answering(Canned... answers) {
    try {
      CannedServer canned = new CannedServer(List.of(answers));
      canned.server.start();
      return canned;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server has one thread. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      answer = next.hasNext() ? next.next() : answer;
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Something to ask of it. */
  public Target target() {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return Target.post(uri, Map.of(), "{}");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

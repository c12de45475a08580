package dev.sluice.benchmarks.measure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A collector of traces that takes all it is sent and keeps none, on a thread of its own until it
 * is closed.
 */
final class TraceSink implements AutoCloseable {
  private final HttpServer server;
  private final AtomicLong bytes = new AtomicLong();

  private TraceSink(HttpServer server) {
    this.server = server;
    server.createContext("/v1/traces", this::take);
  }

  static TraceSink start() {
    try {
      InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      TraceSink sink = new TraceSink(HttpServer.create(anywhere, 0));
      sink.server.start();
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty body is what OTLP has for "all taken". */
  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      bytes.addAndGet(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** What has a server send its traces here, whatever this process's own variables say. */
  Map<String, String> variables() {
    return Map.of(
        "OTEL_SDK_DISABLED",
        "false",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many bytes it was sent. */
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

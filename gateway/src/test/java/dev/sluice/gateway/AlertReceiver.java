package dev.sluice.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is told of alerts, and answers as the test says. */
final class AlertReceiver implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  final AtomicInteger status = new AtomicInteger(204);

  record Message(String id, String timestamp, @Nullable String signature, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String type() {
      return json().path("type").stringValue();
    }

    /** What the signature must be, worked out as the specification says. */
    String expectedSignature(byte[] key) throws Exception {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = id + "." + timestamp + "." + body;
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
  }

  AlertReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    // Before the test hears of it, and may change its mind.
    int answer = status.get();
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      messages.add(
          new Message(
              Optional.ofNullable(headers.getFirst("webhook-id")).orElseThrow(),
              Optional.ofNullable(headers.getFirst("webhook-timestamp")).orElseThrow(),
              headers.getFirst("webhook-signature"),
              body));
      exchange.getResponseHeaders().set("Location", url());
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
  }

  /** An environment that tells this receiver. */
  String environment(String secret, String more) {
    return """
    {"repository":{"url":"https://example.com/auth.git"},
     "alerts":{"url":"%s","secret":"%s"}%s}\
    """
        .formatted(url(), secret, more);
  }

  Message next() throws InterruptedException {
    Message message = messages.poll(30, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nobody was told");
    }
    return message;
  }

  boolean isQuiet() {
    return messages.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

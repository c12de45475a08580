package dev.sluice.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server's HTTP API as one key may use it. Thread-safe.
 *
 * @param server where it is; asked each time, as it moves when it is restarted
 * @param key empty for a caller who has none
 */
record Api(HttpClient http, Supplier<URI> server, Optional<String> key) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer put(String path, String json) {
    return send(request(path).PUT(BodyPublishers.ofString(json)));
  }

  Answer post(String path, String json) {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** A request that shows the key, to be completed. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.get().resolve(path));
    key.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }

  Answer send(HttpRequest.Builder request) {
    return send(request.timeout(PATIENCE).build());
  }

  Answer send(HttpRequest request) {
    try {
      return new Answer(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

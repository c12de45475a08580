package dev.sluice.benchmarks.sluice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server's HTTP API as whoever has that key may use it. Every answer must be a 2xx. */
public record Api(HttpClient http, URI server, String key) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public JsonNode get(String path) {
    return send(request(path).GET());
  }

  public JsonNode put(String path, JsonNode body) {
    return send(request(path).PUT(BodyPublishers.ofString(body.toString())));
  }

  public JsonNode post(String path, JsonNode body) {
    return send(request(path).POST(BodyPublishers.ofString(body.toString())));
  }

  /** What the server counts. */
  public Metrics metrics() {
    return new Metrics(text(request("/metrics").GET().build()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Authorization", "Bearer " + key)
        .timeout(PATIENCE);
  }

  private JsonNode send(HttpRequest.Builder request) {
    return send(request.build());
  }

  JsonNode send(HttpRequest request) {
    String body = text(request);
    return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
  }

  private String text(HttpRequest request) {
    HttpResponse<String> response = response(request);
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          request.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  /**
   * Whether a GET of that path is answered 200; without a key, and whether or not anybody listens.
   */
  boolean answersOk(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).build();
      return response(request).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> response(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
    }
  }
}

package dev.sluice.cli.client;

import dev.sluice.registry.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A running server's API, as one key may use it. Thread-safe. */
public final class ServerClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI server;
  private final Secret key;

  /**
   * @param server its origin, e.g. {@code http://127.0.0.1:8080}
   */
  public ServerClient(URI server, Secret key) {
    this.server = server;
    this.key = key;
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public Reply put(String path, String json) throws IOException, InterruptedException {
    return send(request(path).PUT(BodyPublishers.ofString(json)));
  }

  public Reply post(String path, String json) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  /** Sends a request of the caller's own making, without the key. */
  public Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try {
      var response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new ServerUnreachableException(server, e);
    }
  }

  /** Where that path is. */
  public URI uri(String path) {
    return server.resolve(path);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", "Bearer " + key.reveal())
        .header("Content-Type", "application/json");
  }

  @Override
  public void close() {
    http.close();
  }
}

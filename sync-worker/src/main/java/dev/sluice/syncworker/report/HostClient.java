package dev.sluice.syncworker.report;

import dev.sluice.registry.Secret;
import dev.sluice.syncworker.reach.Outlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls hosts' APIs. Follows no redirects, so that a token stays with its host. Thread-safe. */
final class HostClient implements AutoCloseable {
  private static final int MOST_BYTES = 8 << 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Outlet outlet;
  private final Duration patience;

  /** Made when first needed: many environments' hosts are told nothing. */
  private @Nullable HttpClient client;

  /**
   * @param patience how long an answer may take
   */
  HostClient(Outlet outlet, Duration patience) {
    this.outlet = outlet;
    this.patience = patience;
  }

  /**
   * Calls it.
   *
   * @throws IOException if there's no answer; what it says holds nothing secret
   */
  Reply send(ApiPlace place, Secret token, Call call) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client()
            .sendAsync(
                request(place, token, call),
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      // A request's own limit of time is over once an answer begins, and it may drip.
      HttpResponse<byte[]> got = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(got.statusCode(), got.headers(), json(got.body()));
    } catch (ExecutionException e) {
      throw new IOException("the connection failed", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + patience.toSeconds() + " s", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpRequest request(ApiPlace place, Secret token, Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place.base() + call.path()))
            .header("User-Agent", "sluice")
            .method(call.method(), HttpRequest.BodyPublishers.noBody());
    HostApi.of(place).headers(token).forEach(request::header);
    call.body()
        .ifPresent(body ->
            request
                .header("Content-Type", "application/json")
                .method(
                    call.method(),
                    HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(body), StandardCharsets.UTF_8)));
    return request.build();
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client = outlet.client();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}

package dev.sluice.gateway.alert;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts letters to receivers. Redirects are never followed, and what a receiver writes is thrown
 * away. Thread-safe; owns its client.
 */
final class AlertPost implements AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECTING)
          .build();

  AlertPost(InstantSource clock) {
    this.clock = clock;
  }

  /** Sends it once, and waits for the answer. */
  Attempt send(Letter letter, Receiver receiver) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(letter, receiver, clock.instant());
    } catch (IllegalArgumentException e) {
      return new Attempt.Failed(String.valueOf(e.getMessage()));
    }
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      // For the whole of it: the request's own time-out ends with the answer's headers.
      return judged(answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException e) {
      return new Attempt.Failed(
          "the receiver didn't answer within %d s".formatted(WHOLE.toSeconds()));
    } catch (ExecutionException e) {
      return new Attempt.Failed(why(e.getCause(), receiver.url()));
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpRequest request(Letter letter, Receiver receiver, Instant now) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(receiver.url())
            .timeout(WHOLE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Sluice")
            .header("webhook-id", letter.id())
            .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
            .POST(HttpRequest.BodyPublishers.ofString(letter.body()));
    receiver
        .secret()
        .ifPresent(secret -> request.header("webhook-signature", letter.signature(secret, now)));
    return request.build();
  }

  private static Attempt judged(int status) {
    return status >= 200 && status < 300
        ? new Attempt.Delivered(status)
        : new Attempt.Refused(status);
  }

  /** Without the address' path, which may hold what nobody else should know. */
  private static String why(@Nullable Throwable cause, URI url) {
    String receiver = "the receiver at " + url.getHost();
    return switch (cause) {
      case HttpTimeoutException _ -> receiver + " didn't answer in time";
      case ConnectException _ -> receiver + " can't be connected to";
      case IOException e -> "%s broke off: %s".formatted(receiver, e.getMessage());
      case null, default -> "%s couldn't be asked: %s".formatted(receiver, cause);
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}

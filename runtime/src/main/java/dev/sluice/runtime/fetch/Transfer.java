package dev.sluice.runtime.fetch;

import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.Timeout;

/** Sends one run's requests through the client of its reach. Thread-safe. */
final class Transfer {
  /**
   * How a request ended, in any case.
   *
   * @param code how the run fails, if it does
   * @param ending the status, or what went wrong
   */
  record Result(String json, Optional<String> code, String ending) {}

  private final Queue<Future<?>> underWay = new ConcurrentLinkedQueue<>();
  private final Clients clients;
  private final Reach reach;
  private final boolean declared;
  private volatile boolean ended;

  Transfer(Clients clients, Reach reach, boolean declared) {
    this.clients = clients;
    this.reach = reach;
    this.declared = declared;
  }

  /**
   * Sends it. The future always completes with a result.
   *
   * @throws Refused if the request may not be made
   */
  CompletableFuture<Result> send(FetchRequest request, int maxBytes, Duration timeout)
      throws Refused {
    reach.check(request.target(), declared);
    CompletableFuture<Result> result = new CompletableFuture<>();
    SimpleHttpRequest message = message(request, timeout);
    // Resolving a name can block for long: never on the run's thread, which must stop when told.
    Thread.startVirtualThread(() -> execute(message, maxBytes, result));
    return result;
  }

  private void execute(SimpleHttpRequest message, int maxBytes, CompletableFuture<Result> result) {
    try {
      CloseableHttpAsyncClient client = clients.client(reach);
      HttpClientContext context = HttpClientContext.create();
      context.setAttribute(GuardedRedirects.DECLARED, declared);
      underWay.add(
          client.execute(
              SimpleRequestProducer.create(message),
              new BoundedConsumer(maxBytes),
              context,
              new Completion(result)));
      if (ended) {
        cancelAll();
      }
    } catch (RuntimeException e) {
      new Completion(result).failed(e);
    }
  }

  private static SimpleHttpRequest message(FetchRequest request, Duration timeout) {
    SimpleRequestBuilder message =
        SimpleRequestBuilder.create(request.method()).setUri(request.target());
    request.headers().forEach(header -> message.addHeader(header.name(), header.value()));
    request.body().ifPresent(body -> message.setBody(body, contentType(message)));
    return message.setRequestConfig(deadlines(timeout)).build();
  }

  private static ContentType contentType(SimpleRequestBuilder message) {
    Header named = message.getFirstHeader("content-type");
    ContentType type =
        named == null ? ContentType.TEXT_PLAIN : ContentType.parseLenient(named.getValue());
    return type.getCharset() == null
        ? type.withCharset(java.nio.charset.StandardCharsets.UTF_8)
        : type;
  }

  private static RequestConfig deadlines(Duration timeout) {
    Timeout left = Timeout.of(timeout.isPositive() ? timeout : Duration.ofMillis(1));
    return RequestConfig.custom()
        .setMaxRedirects(5)
        .setAuthenticationEnabled(false)
        .setContentCompressionEnabled(false)
        .setHardCancellationEnabled(true)
        .setProtocolUpgradeEnabled(false)
        .setConnectionRequestTimeout(left)
        .setResponseTimeout(left)
        .build();
  }

  /** Gives up what is under way, and what begins later. */
  void cancelAll() {
    ended = true;
    underWay.forEach(exchange -> exchange.cancel(true));
  }

  /** Turns however a request ends into a result. */
  private record Completion(CompletableFuture<Result> result)
      implements FutureCallback<BoundedConsumer.Response> {
    @Override
    public void completed(BoundedConsumer.Response response) {
      result.complete(
          new Result(response.json(), Optional.empty(), Integer.toString(response.status())));
    }

    @Override
    public void failed(Exception cause) {
      String reason = reason(cause);
      Optional<String> code =
          cause instanceof TooLarge ? Optional.of("answer_too_large") : Optional.empty();
      String json = FetchAnswer.error("fetch failed: " + reason, code);
      result.complete(new Result(json, code, "failed: " + reason));
    }

    @Override
    public void cancelled() {
      failed(new InterruptedIOException("the run ended"));
    }

    private static String reason(Exception cause) {
      return switch (cause) {
        case UnknownHostException e -> "unknown host " + e.getMessage();
        case InterruptedIOException e -> "no answer in time";
        default -> String.valueOf(cause.getMessage());
      };
    }
  }
}

package dev.sluice.runtime.fetch;

import dev.sluice.runtime.Fetched.Ending;
import dev.sluice.runtime.RunLimits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * One request on its way. Whatever comes first ends it: its answer, a failure, a deadline, the end
 * of its run. Thread-safe.
 */
final class Exchange implements FutureCallback<BoundedConsumer.Response> {
  private static final String ATTRIBUTE = "sluice.exchange";
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** How far it has come. */
  enum Stage {
    CONNECTING,
    WAITING,
    READING
  }

  /**
   * How it ended.
   *
   * @param json what the realm is told
   * @param code how the run fails, if it does
   * @param summary the status, or what went wrong
   */
  record Result(String json, Optional<String> code, Ending ending, String summary) {
    /** The answer's; empty if there was none. */
    Optional<Integer> status() {
      return switch (ending) {
        case SUCCESS, REDIRECT, CLIENT_ERROR, SERVER_ERROR -> Optional.of(Integer.valueOf(summary));
        case FAILED, REFUSED -> Optional.empty();
      };
    }
  }

  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final RunLimits.Fetching limits;
  private final boolean declared;
  private volatile Stage stage = Stage.CONNECTING;
  private volatile Runnable hangUp = () -> {};
  private volatile boolean connected;

  /**
   * @param declared whether the workflow declared {@code kinde.fetch}
   */
  Exchange(RunLimits.Fetching limits, boolean declared) {
    this.limits = limits;
    this.declared = declared;
  }

  /** The one that a client's context belongs to. */
  static Exchange of(HttpContext context) {
    return (Exchange) context.getAttribute(ATTRIBUTE);
  }

  void belongTo(HttpContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  boolean declared() {
    return declared;
  }

  /** Always completes with a result. */
  CompletableFuture<Result> result() {
    return result;
  }

  boolean isOver() {
    return result.isDone();
  }

  BoundedConsumer consumer() {
    return new BoundedConsumer(limits.bodyBytes(), () -> stage = Stage.READING);
  }

  /**
   * Says that it needs a connection now: at first, and again when it is redirected.
   *
   * @param close closes the connection, once there is one
   * @throws InterruptedIOException if it was given up meanwhile
   */
  void connects(Runnable close) throws InterruptedIOException {
    connected = false;
    hangUp = close;
    goOn();
  }

  /**
   * Says that there is a connection, and the request is about to be sent.
   *
   * @throws InterruptedIOException if it was given up meanwhile
   */
  void connected() throws InterruptedIOException {
    connected = true;
    stage = Stage.WAITING;
    goOn();
  }

  private void goOn() throws InterruptedIOException {
    if (isOver()) {
      throw new InterruptedIOException();
    }
  }

  /** How long it may take from its start to the end of that stage. */
  Duration limit(Stage of) {
    return switch (of) {
      case CONNECTING -> CONNECT.compareTo(limits.firstByte()) < 0 ? CONNECT : limits.firstByte();
      case WAITING -> limits.firstByte();
      case READING -> limits.whole();
    };
  }

  /** Gives it up if it hasn't come further than that. */
  void expire(Stage due) {
    if (stage.compareTo(due) > 0) {
      return;
    }
    String limit = shown(limit(due));
    giveUp(
        switch (stage) {
          case CONNECTING -> "no connection within " + limit;
          case WAITING -> "no answer within " + limit;
          case READING -> "the answer wasn't complete within " + limit;
        });
  }

  /**
   * Ends it, if it hasn't ended. A connection that is just being made isn't closed here, but when
   * it has been made, or its time is over: what breaks off in between would stay open, and nobody
   * would know of it.
   */
  void giveUp(String reason) {
    if (isOver()) {
      return;
    }
    fail(reason, Optional.empty(), Ending.FAILED);
    if (connected) {
      hangUp.run();
    }
  }

  @Override
  public void completed(BoundedConsumer.Response response) {
    try {
      byte[] body = Decoding.plain(response.head(), response.body().array(), limits.bodyBytes());
      int status = response.head().getCode();
      result.complete(
          new Result(
              FetchAnswer.response(response.head(), response.type(), body),
              Optional.empty(),
              Ending.ofStatus(status),
              Integer.toString(status)));
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  @Override
  public void failed(Exception cause) {
    Optional<String> code =
        cause instanceof TooLarge ? Optional.of("answer_too_large") : Optional.empty();
    fail(Reasons.of(cause), code, Reasons.isRefusal(cause) ? Ending.REFUSED : Ending.FAILED);
  }

  @Override
  public void cancelled() {
    fail("it was given up", Optional.empty(), Ending.FAILED);
  }

  private void fail(String reason, Optional<String> code, Ending ending) {
    String json = FetchAnswer.error("fetch failed: " + reason, code);
    String what = ending == Ending.REFUSED ? "refused: " : "failed: ";
    result.complete(new Result(json, code, ending, what + reason));
  }

  private static String shown(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}

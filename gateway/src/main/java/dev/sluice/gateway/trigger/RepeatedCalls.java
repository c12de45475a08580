package dev.sluice.gateway.trigger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.runtime.Trigger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers of calls that named themselves with an {@code Idempotency-Key}, for a minute, so that the
 * same call gets the same answer without a second run. In memory only, and bounded: under pressure
 * the oldest are forgotten early. Thread-safe.
 */
public final class RepeatedCalls {
  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final long MOST_BYTES = 64L << 20;
  private static final int OVERHEAD_BYTES = 500;

  private final Cache<Name, Call> calls;

  /**
   * @param time that never goes back
   */
  public RepeatedCalls(InstantSource time) {
    this.calls =
        Caffeine.newBuilder()
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_BYTES)
            .weigher((Name name, Call call) -> call.weight())
            .build();
  }

  /** What a call is known by; the same words of another caller are another call. */
  private record Name(
      KeyId caller,
      EnvironmentName environment,
      Trigger trigger,
      Optional<DeploymentId> preview,
      String key) {
    static Name of(Target target, String key) {
      return new Name(
          target.caller(),
          target.environment().name(),
          target.trigger(),
          target.preview().map(it -> it.deployment().id()),
          key);
    }
  }

  /** A call and its answer, which may still be on its way. */
  private record Call(Sha256 body, CompletableFuture<byte[]> answer) {
    int weight() {
      return OVERHEAD_BYTES + (answer.isDone() ? answer.join().length : 0);
    }
  }

  /**
   * The answer of the first such call, which may be still to come; {@code run} makes it, here, if
   * this is the first.
   *
   * @param patience how long the answer may be waited for; then it fails with a {@link
   *     TimeoutException}
   * @throws Refusal 422 if the first one had another body
   */
  CompletableFuture<byte[]> answer(
      Target target, String key, byte[] body, Duration patience, Supplier<byte[]> run) {
    Name name = Name.of(target, key);
    Call mine = new Call(Sha256.of(body), new CompletableFuture<>());
    Call first = calls.asMap().putIfAbsent(name, mine);
    if (first == null) {
      return CompletableFuture.completedFuture(makeAnswer(name, mine, run));
    }
    if (!first.body().equals(mine.body())) {
      throw otherBody();
    }
    return first.answer().copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private byte[] makeAnswer(Name name, Call call, Supplier<byte[]> run) {
    try {
      byte[] answer = run.get();
      call.answer().complete(answer);
      // Put again, as it weighs more now.
      calls.asMap().replace(name, call, call);
      return answer;
    } finally {
      if (!call.answer().isDone()) {
        calls.asMap().remove(name, call);
        call.answer().cancel(false);
      }
    }
  }

  private static Refusal otherBody() {
    return new Refusal(
        new HttpProblem(
            422,
            "idempotency_key_reused",
            "The Idempotency-Key belongs to another call",
            "Within the last minute that key came with another body. Use a new key for a new"
                + " call."));
  }
}

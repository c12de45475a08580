package dev.sluice.runtime.token;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tokens that runs are making right now, so that others that want the same one wait for it instead.
 * Thread-safe.
 */
public final class TokensUnderWay {
  /** Compared by identity. */
  private static final class Making {
    private final CompletableFuture<Optional<String>> token = new CompletableFuture<>();
    private final long untilNanos;

    Making(long untilNanos) {
      this.untilNanos = untilNanos;
    }
  }

  /** What a run that wants a token is to do. */
  public sealed interface Claim {}

  private final Map<TokenKey, Making> underWay = new ConcurrentHashMap<>();

  /**
   * Makes the caller the one who makes the token, unless another run already does.
   *
   * @param untilNanos when the caller will have ended in any case, on {@link System#nanoTime}'s
   *     clock: nobody counts on it after that
   */
  public Claim claim(TokenKey key, long untilNanos) {
    Making mine = new Making(untilNanos);
    long now = System.nanoTime();
    Making first =
        underWay.compute(
            key, (same, other) -> other != null && other.untilNanos - now > 0 ? other : mine);
    return first == mine ? new Lead(key, mine) : new Wait(first);
  }

  /** The caller makes the token, and settles this however that ends. */
  public final class Lead implements Claim {
    private final TokenKey key;
    private final Making making;

    private Lead(TokenKey key, Making making) {
      this.key = key;
      this.making = making;
    }

    /** Tells those who wait; without a token, each makes its own. Only the first call counts. */
    public void settle(Optional<String> token) {
      underWay.remove(key, making);
      making.token.complete(token);
    }
  }

  /** Another run makes the token. */
  public static final class Wait implements Claim {
    private final Making making;

    private Wait(Making making) {
      this.making = making;
    }

    /**
     * Calls {@code listener} once, on any thread, with the token, or empty if there is none within
     * {@code patience}.
     */
    public void await(Duration patience, Consumer<Optional<String>> listener) {
      var _ =
          making
              .token
              .copy()
              .completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS)
              .thenAccept(listener);
    }
  }
}

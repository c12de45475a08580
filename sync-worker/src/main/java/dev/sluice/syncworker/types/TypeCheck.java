package dev.sluice.syncworker.types;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A check of types that goes on beside what is done meanwhile. Ends in time by itself. */
public final class TypeCheck {
  private final CompletableFuture<Typing> typing;

  TypeCheck(CompletableFuture<Typing> typing) {
    this.typing = typing;
  }

  /** One that isn't made. */
  public static TypeCheck none() {
    return new TypeCheck(
        CompletableFuture.completedFuture(new Typing.Checked(List.of(), 0, Duration.ZERO)));
  }

  /** What came of it, or empty if nothing came of it within that. */
  public Optional<Typing> within(Duration patience) {
    try {
      return Optional.of(typing.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a type check met a bug", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Typing.Unchecked("the worker is ending"));
    }
  }
}

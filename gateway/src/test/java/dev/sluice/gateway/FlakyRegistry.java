package dev.sluice.gateway;

import dev.sluice.fixtures.PassingRegistry;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Revisions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A real registry whose revisions can't be read once, in the worst way. */
final class FlakyRegistry extends PassingRegistry {
  private final AtomicReference<@Nullable Error> next = new AtomicReference<>();
  private final CountDownLatch thrown = new CountDownLatch(1);

  FlakyRegistry(Registry real) {
    super(real);
  }

  /** What is thrown next. */
  AtomicReference<@Nullable Error> next() {
    return next;
  }

  /** Reaches zero once it was. */
  CountDownLatch thrown() {
    return thrown;
  }

  @Override
  public Revisions revisions() {
    Error error = next.getAndSet(null);
    if (error != null) {
      thrown.countDown();
      throw error;
    }
    return super.revisions();
  }
}

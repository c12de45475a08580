package dev.sluice.syncworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until something was committed. */
record Signal(CountDownLatch changed) {
  static Signal onRelease(Registry registry) {
    CountDownLatch changed = new CountDownLatch(1);
    registry.signals().onEnvironmentChanged(environment -> changed.countDown());
    return new Signal(changed);
  }

  void await() throws InterruptedException {
    assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
  }
}

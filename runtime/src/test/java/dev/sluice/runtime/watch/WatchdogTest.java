package dev.sluice.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Watchdog watchdog = new Watchdog(() -> {});
  private final CountDownLatch stopped = new CountDownLatch(1);

  @AfterEach
  void close() {
    watchdog.close();
  }

  private Watch watch(Budget budget) {
    return watchdog.watch(patience -> stopped.countDown(), budget);
  }

  private static Budget budget(Duration wall, Duration cpu, long bytes) {
    return new Budget(System.nanoTime() + wall.toNanos(), cpu, bytes);
  }

  @Test
  void watch_pastItsDeadline_isStoppedForIt() throws Exception {
    Watch watch = watch(budget(Duration.ofMillis(20), LONG, Long.MAX_VALUE));
    stopped.await();
    assertThat(watch.end()).contains(StopCause.DEADLINE);
  }

  @Test
  void watch_ofAThreadThatComputes_isStoppedForItsProcessorTime() {
    Watch watch = watch(budget(LONG, Duration.ofMillis(30), Long.MAX_VALUE));
    while (stopped.getCount() > 0) {
      Thread.onSpinWait();
    }
    assertThat(watch.end()).contains(StopCause.CPU);
  }

  @Test
  void watch_ofAThreadThatAllocates_isStoppedForIt() {
    Watch watch = watch(budget(LONG, LONG, 64 * 1024 * 1024));
    long length = 0;
    while (stopped.getCount() > 0) {
      length += new byte[1024 * 1024].length;
    }
    assertThat(length).isPositive();
    assertThat(watch.end()).contains(StopCause.MEMORY);
  }

  @Test
  void watch_endedInTime_isNeverStopped() {
    Watch watch = watch(budget(LONG, LONG, Long.MAX_VALUE));
    assertThat(watch.end()).isEmpty();
    watch.stop(StopCause.DEADLINE);
    assertThat(stopped.getCount()).isEqualTo(1);
  }

  @Test
  void watch_thatCannotBeStopped_countsAsAbandonedUntilItEnds() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Watch watch =
        watchdog.watch(
            patience -> {
              tries.incrementAndGet();
              throw new TimeoutException("for the test");
            },
            budget(Duration.ZERO, LONG, Long.MAX_VALUE));
    while (watchdog.abandoned() == 0) {
      Thread.onSpinWait();
    }
    assertThat(watch.end()).contains(StopCause.DEADLINE);
    assertThat(watchdog.abandoned()).isZero();
    assertThat(tries).hasValue(1);
  }

  /** As on a full heap, where telling of it may fail, too. */
  @Test
  void watchdog_thatMeetsErrors_goesOn() throws Exception {
    CountDownLatch met = new CountDownLatch(3);
    HeapGauge broken =
        new HeapGauge() {
          @Override
          Level level() {
            met.countDown();
            throw new StackOverflowError("for the test");
          }
        };
    try (Watchdog other = new Watchdog(() -> {}, broken)) {
      Watch watch =
          other.watch(
              patience -> stopped.countDown(),
              budget(Duration.ofMillis(100), LONG, Long.MAX_VALUE));
      met.await();
      stopped.await();
      assertThat(watch.end()).contains(StopCause.DEADLINE);
    }
  }

  @Test
  void stop_thatFindsNoMemory_isTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Watch watch =
        watchdog.watch(
            patience -> {
              if (tries.incrementAndGet() < 3) {
                throw new OutOfMemoryError("for the test");
              }
              stopped.countDown();
            },
            budget(Duration.ZERO, LONG, Long.MAX_VALUE));
    stopped.await();
    assertThat(watch.end()).contains(StopCause.DEADLINE);
    assertThat(watchdog.abandoned()).isZero();
  }
}

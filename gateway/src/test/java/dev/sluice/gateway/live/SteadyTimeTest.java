package dev.sluice.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestClock clock = new TestClock();
  private final AtomicLong ticks = new AtomicLong();
  private final SteadyTime time = new SteadyTime(clock, ticks::get);

  @Test
  void instant_goesAsTheClockDoes() {
    Instant start = time.instant();
    ticks.addAndGet(HOUR.toNanos());
    assertThat(time.instant()).isEqualTo(start);

    clock.pass(HOUR);

    assertThat(time.instant()).isEqualTo(start.plus(HOUR));
  }

  @Test
  void instant_afterTheClockWasTurnedBack_goesOn() {
    Instant start = time.instant();
    clock.pass(HOUR.negated());
    ticks.addAndGet(SECOND.toNanos());
    assertThat(time.instant()).isEqualTo(start.plus(SECOND));

    clock.pass(SECOND);
    assertThat(time.instant()).isEqualTo(start.plus(SECOND).plus(SECOND));

    clock.pass(HOUR);
    clock.pass(HOUR.negated());
    assertThat(time.instant()).isEqualTo(start.plus(SECOND).plus(SECOND));
  }
}

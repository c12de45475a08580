package dev.sluice.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimekeeperTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private Instant clock = NOON;
  private long ticks;
  private final Timekeeper time = new Timekeeper(() -> clock, () -> ticks);

  private void pass(Duration passed) {
    ticks += passed.toNanos();
  }

  @Test
  void time_thatPassed_passesThoughTheClockStands() {
    pass(Duration.ofHours(3));

    assertThat(time.instant()).isEqualTo(NOON.plus(Duration.ofHours(3)));
  }

  @Test
  void clock_turnedBack_isNotFollowed() {
    clock = NOON.plus(Duration.ofHours(2));
    assertThat(time.instant()).isEqualTo(clock);

    clock = NOON.minus(Duration.ofDays(300));
    pass(Duration.ofMinutes(1));

    assertThat(time.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(121)));
  }

  @Test
  void clock_turnedBackWhileTheRegistryIsRead_isFollowed() {
    clock = NOON.plus(Duration.ofDays(300));
    assertThat(time.instant()).isEqualTo(clock);
    clock = NOON;

    time.agree();

    assertThat(time.instant()).isEqualTo(NOON);
  }

  @Test
  void moment_notedBefore_isNotUndercut() {
    time.atLeast(NOON.plus(Duration.ofHours(5)));
    pass(Duration.ofHours(1));
    time.atLeast(NOON);

    assertThat(time.instant()).isEqualTo(NOON.plus(Duration.ofHours(6)));
  }
}

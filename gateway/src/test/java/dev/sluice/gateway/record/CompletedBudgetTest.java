package dev.sluice.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CompletedBudgetTest {
  private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);
  private static final EnvironmentName DEMO = new EnvironmentName("demo");
  private static final EnvironmentName OTHER = new EnvironmentName("other");

  @Test
  void take_beyondTheBudget_isRefusedUntilTheNextSecond() {
    MovingClock clock = new MovingClock();
    CompletedBudget budget = new CompletedBudget(2, clock.asClock());

    assertThat(budget.take(DEMO)).isTrue();
    assertThat(budget.take(DEMO)).isTrue();
    assertThat(budget.take(DEMO)).isFalse();
    assertThat(budget.take(OTHER)).isTrue();

    clock.offset = Duration.ofSeconds(1);
    assertThat(budget.take(DEMO)).isTrue();
  }

  private static final class MovingClock {
    private Duration offset = Duration.ZERO;

    Clock asClock() {
      return new Clock() {
        @Override
        public Instant instant() {
          return NOW.instant().plus(offset);
        }

        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
    }
  }
}

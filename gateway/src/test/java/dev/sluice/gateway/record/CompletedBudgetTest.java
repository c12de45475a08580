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
    CompletedBudget budget = new CompletedBudget(clock.asClock());

    assertThat(budget.take(DEMO, 2)).isTrue();
    assertThat(budget.take(DEMO, 2)).isTrue();
    assertThat(budget.take(DEMO, 2)).isFalse();
    assertThat(budget.take(OTHER, 2)).isTrue();

    clock.offset = Duration.ofSeconds(1);
    assertThat(budget.take(DEMO, 2)).isTrue();
  }

  @Test
  void take_afterTheBudgetChanged_countsByTheNewOne() {
    CompletedBudget budget = new CompletedBudget(NOW);

    assertThat(budget.take(DEMO, 0)).isFalse();
    assertThat(budget.take(DEMO, 2)).isTrue();
    assertThat(budget.take(DEMO, 2)).isFalse();
    assertThat(budget.take(DEMO, 100)).isTrue();
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

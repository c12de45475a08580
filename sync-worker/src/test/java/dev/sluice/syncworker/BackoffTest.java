package dev.sluice.syncworker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(new SplittableRandom(1));

  @ParameterizedTest
  @CsvSource({
    "1, 1000",
    "2, 2000",
    "3, 4000",
    "6, 32000",
    "7, 60000",
    "9, 60000",
    "65, 60000",
    "1440, 60000"
  })
  void wait_doublesUpToAMinuteAndVaries(int attempts, long most) {
    assertThat(backoff.after(attempts, Duration.ofHours(23)).orElseThrow())
        .isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
  }

  @Test
  void wait_aDayAfterItWasQueued_isNone() {
    assertThat(backoff.after(10, Duration.ofHours(24))).isEmpty();
  }

  @Test
  void wait_afterADayInWhichNobodyTried_isAsAnyOther() {
    assertThat(backoff.after(1, Duration.ofHours(30)).orElseThrow())
        .isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}

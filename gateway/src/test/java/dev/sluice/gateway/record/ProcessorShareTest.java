package dev.sluice.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProcessorShareTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicLong used = new AtomicLong();
  private final ProcessorShare share = new ProcessorShare(0.1, now::get, used::get);

  private Duration restAfter(long millis, long usedMillis) {
    now.addAndGet(millis * 1_000_000);
    used.addAndGet(usedMillis * 1_000_000);
    return share.rest();
  }

  @Test
  void rest_whileLessIsUsed_isNone() {
    for (int i = 0; i < 100; i++) {
      assertThat(restAfter(100, 10)).isZero();
    }
  }

  @Test
  void rest_afterMoreWasUsed_isAsLongAsItTakesToEarnIt() {
    assertThat(restAfter(100, 50)).isZero();
    assertThat(restAfter(100, 20)).isEqualTo(Duration.ofMillis(100));
    assertThat(restAfter(100, 0)).isZero();
  }

  @Test
  void rest_afterALongTimeIdle_isEarnedForHalfASecondOnly() {
    assertThat(restAfter(3_600_000, 0)).isZero();
    assertThat(restAfter(0, 60)).isEqualTo(Duration.ofMillis(100));
  }
}

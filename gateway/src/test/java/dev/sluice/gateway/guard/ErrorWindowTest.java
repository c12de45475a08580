package dev.sluice.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.SafetyNet;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErrorWindowTest {
  private static final SafetyNet NET = new SafetyNet(20, 60, 10);
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final ErrorWindow window = new ErrorWindow(1, NET);

  @Test
  void tally_withinTheWindow_countsAll() {
    count(8, 0, 0);
    count(2, 2, 50);

    assertThat(tally(55)).isEqualTo(new ErrorWindow.Tally(10, 2));
    assertThat(tally(55).isTooMuch(NET)).isFalse();
    count(1, 1, 56);
    assertThat(tally(56).isTooMuch(NET)).isTrue();
  }

  @Test
  void tally_ofFewRuns_isNotJudged() {
    count(9, 9, 0);

    assertThat(tally(0).isTooMuch(NET)).isFalse();
  }

  @Test
  void tally_slides() {
    count(10, 10, 0);
    assertThat(tally(56).failures()).isEqualTo(10);
    assertThat(tally(60).failures()).isZero();

    count(5, 0, 63);
    assertThat(tally(63)).isEqualTo(new ErrorWindow.Tally(5, 0));
    assertThat(tally(3_600)).isEqualTo(new ErrorWindow.Tally(0, 0));
  }

  private void count(int runs, int failures, int second) {
    for (int i = 0; i < runs; i++) {
      window.count(i < failures, NOON.plusSeconds(second));
    }
  }

  private ErrorWindow.Tally tally(int second) {
    return window.tally(NOON.plusSeconds(second));
  }
}

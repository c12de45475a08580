package dev.sluice.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.load.Window;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final Rounds rounds = new Rounds();

  /** So many runs in a second that took a second of processor time. */
  private static Sample runs(int count) {
    Histogram latencies = Window.histogram();
    latencies.recordValueWithCount(1, count);
    return new Sample(new Window(Duration.ofSeconds(1), latencies), Duration.ofSeconds(1));
  }

  private void round(int sluice, int peer) {
    rounds.add(new Rounds.Round(runs(sluice), runs(peer)));
  }

  @Test
  void compared_isTheMedianOfEachRoundsRatio_notTheRatioOfMedians() {
    round(10, 5);
    round(100, 100);
    round(4, 8);

    assertThat(rounds.compared((sluice, peer) -> sluice.rate() / peer.rate())).isEqualTo(1);
    assertThat(rounds.peer(Sample::rate)).isEqualTo(8);
    assertThat(rounds.sluice()).extracting(Sample::rate).containsExactly(10.0, 100.0, 4.0);
  }

  @Test
  void compared_byProcessorTime_favoursWhoNeedsLess() {
    round(30, 10);

    assertThat(rounds.compared((sluice, peer) -> peer.cpuMicros() / sluice.cpuMicros()))
        .isEqualTo(3);
  }
}

package dev.sluice.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedRoundTest {
  private static final Duration LONG = Duration.ofSeconds(8);

  /** A gateway that uses 30 ms a second and 50 µs for each run. */
  private static Spent at(int rate) {
    long runs = rate * LONG.toSeconds();
    Duration cpu = Duration.ofMillis(30).multipliedBy(LONG.toSeconds());
    return new Spent(cpu.plusNanos(50_000 * runs), runs, LONG);
  }

  @Test
  void fixedMillis_isWhatNoRunIsToBlameFor() {
    Spent rest = new Spent(Duration.ofMillis(80), 0, LONG);
    SharedRound round =
        new SharedRound(at(2000).plus(at(2000)), at(1000).plus(at(1000)), at(1000), at(2000), rest);

    assertThat(round.microsOfOneMore()).isCloseTo(50, within(1e-6));
    assertThat(round.fixedMillis()).isCloseTo(30, within(1e-6));
    assertThat(round.rest().millisPerSecond()).isCloseTo(10, within(1e-6));
    assertThat(round.alone().microsPerRun()).isCloseTo(65, within(1e-6));
    assertThat(round.half().microsPerRun()).isCloseTo(80, within(1e-6));
  }
}

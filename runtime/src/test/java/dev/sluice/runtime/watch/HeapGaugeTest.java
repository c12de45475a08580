package dev.sluice.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runtime.watch.HeapGauge.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapGaugeTest {
  /** As JDK 25 names them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          G1 Young Generation | G1 Eden Space,G1 Survivor Space,G1 Old Gen       | G1 Old Gen  | false
          G1 Concurrent GC    | G1 Old Gen                                       | G1 Old Gen  | true
          G1 Old Generation   | G1 Eden Space,G1 Survivor Space,G1 Old Gen       | G1 Old Gen  | true
          Copy                | Eden Space,Survivor Space                        | Tenured Gen | false
          MarkSweepCompact    | Eden Space,Survivor Space,Tenured Gen            | Tenured Gen | true
          PS Scavenge         | PS Eden Space,PS Survivor Space                  | PS Old Gen  | false
          PS MarkSweep        | PS Eden Space,PS Survivor Space,PS Old Gen       | PS Old Gen  | true
          """)
  void collector_countsIfItCollectsWhatIsOld(
      String collector, String pools, String old, boolean counts) {
    assertThat(HeapGauge.collectsOld(collector, pools.split(","), old)).isEqualTo(counts);
  }

  @Test
  void collections_afterAFullOne_areMore() {
    HeapGauge gauge = new HeapGauge();
    long before = gauge.collections();
    System.gc();
    assertThat(gauge.collections()).isGreaterThan(before);
  }

  @ParameterizedTest
  @CsvSource({"0, ORDINARY", "0.69, ORDINARY", "0.7, HIGH", "0.8, SHORT", "0.9, CRITICAL"})
  void level_byTheShareInUse(double share, Level level) {
    assertThat(Level.of(share)).isEqualTo(level);
  }

  @Test
  void judge_thatIsShortOfWhatMayBeGarbage_waitsForTheCollector() {
    HeapGauge gauge = new HeapGauge();
    assertThat(gauge.judge(Level.HIGH, 7)).isEqualTo(Level.HIGH);
    assertThat(gauge.judge(Level.SHORT, 7)).isEqualTo(Level.HIGH);
    assertThat(gauge.judge(Level.SHORT, 8)).isEqualTo(Level.SHORT);
    assertThat(gauge.judge(Level.ORDINARY, 8)).isEqualTo(Level.ORDINARY);
    assertThat(gauge.judge(Level.SHORT, 8)).isEqualTo(Level.HIGH);
  }

  @Test
  void judge_thatIsAlmostFull_doesNotWait() {
    HeapGauge gauge = new HeapGauge();
    assertThat(gauge.judge(Level.HIGH, 7)).isEqualTo(Level.HIGH);
    assertThat(gauge.judge(Level.CRITICAL, 7)).isEqualTo(Level.CRITICAL);
  }
}

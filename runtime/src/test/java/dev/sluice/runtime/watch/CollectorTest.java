package dev.sluice.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectorTest {
  private static Collector by(String... flags) {
    return Collector.by(Set.of(flags)::contains);
  }

  @Test
  void collector_asTheLauncherSetsItWithTheJit_isConcurrentAlsoWhenAsked() {
    assertThat(by("UseG1GC", "ExplicitGCInvokesConcurrent")).isEqualTo(new Collector(true, true));
  }

  @Test
  void g1_unlessToldOtherwise_stopsEverythingWhenAsked() {
    assertThat(by("UseG1GC")).isEqualTo(new Collector(true, false));
  }

  @Test
  void serialAndParallel_stopEverything() {
    assertThat(by("UseSerialGC")).isEqualTo(new Collector(false, false));
    assertThat(by("UseParallelGC", "ExplicitGCInvokesConcurrent"))
        .isEqualTo(new Collector(false, false));
  }

  @Test
  void z_neverStopsEverything() {
    assertThat(by("UseZGC")).isEqualTo(new Collector(true, true));
  }

  @Test
  void ofThisProcess_readsTheMachinesFlags() {
    assertThat(Collector.ofThisProcess())
        .isIn(new Collector(true, true), new Collector(true, false), new Collector(false, false));
  }
}

package dev.sluice.benchmarks.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Metrics METRICS =
      new Metrics(
          """
          # TYPE sluice_programs_compiled counter
          sluice_programs_compiled_total 1.203E3
          sluice_runtime_realms 0.0
          sluice_release{environment="demo"} 7.0
          """);

  @Test
  void value_ofACounterOrGauge_isWhole() {
    assertThat(METRICS.value("sluice_programs_compiled_total")).isEqualTo(1_203);
    assertThat(METRICS.value("sluice_runtime_realms")).isZero();
  }

  @Test
  void value_ofWhatIsntCounted_isNotTakenForZero() {
    assertThatThrownBy(() -> METRICS.value("sluice_programs_compiled"))
        .isInstanceOf(IllegalStateException.class);
  }
}

package dev.sluice.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final List<Double> TO_200 =
      DoubleStream.iterate(200, value -> value >= 1, value -> value - 1).boxed().toList();

  @Test
  void median_ofAnOddNumber_isTheOneInTheMiddle() {
    assertThat(Figures.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
    assertThat(Figures.median(List.of(7.0))).isEqualTo(7);
  }

  @Test
  void median_ofAnEvenNumber_isTheMeanOfTheTwoInTheMiddle() {
    assertThat(Figures.median(List.of(10.0, 1.0, 4.0, 2.0))).isEqualTo(3);
  }

  @Test
  void percentile_isTheSmallestThatSoManyDontExceed() {
    assertThat(Figures.percentile(TO_200, 95)).isEqualTo(190);
    assertThat(Figures.percentile(TO_200, 99)).isEqualTo(198);
    assertThat(Figures.percentile(TO_200, 100)).isEqualTo(200);
    assertThat(Figures.percentile(TO_200, 0)).isEqualTo(1);
    assertThat(Figures.percentile(List.of(3.0), 95)).isEqualTo(3);
    assertThat(Figures.percentile(List.of(1.0, 2.0, 3.0), 50)).isEqualTo(2);
  }
}

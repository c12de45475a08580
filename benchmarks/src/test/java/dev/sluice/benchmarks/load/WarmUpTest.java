package dev.sluice.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  /** The same, where nothing forbids that it has settled. */
  private static WarmUp.Result warmUp(int most, double... figures) {
    return warmUp(most, () -> true, figures);
  }

  /** How warming up goes on a server that shows these figures, one a window. */
  private static WarmUp.Result warmUp(int most, BooleanSupplier enough, double... figures) {
    Iterator<Double> next = DoubleStream.of(figures).iterator();
    return new WarmUp(Duration.ZERO, most).run(window -> next.next(), enough);
  }

  @Test
  void threeWindowsInARow_withinFivePercent_areSettled() {
    assertThat(warmUp(60, 100, 200, 100, 95, 97)).isEqualTo(new WarmUp.Result(5, true));
  }

  @Test
  void windows_thatAgreeWithTheNextOnly_arent() {
    assertThat(warmUp(6, 100, 96, 92, 88, 84, 80)).isEqualTo(new WarmUp.Result(6, false));
  }

  @Test
  void windows_justBeyondFivePercent_arent() {
    assertThat(warmUp(3, 100, 94.9, 97)).isEqualTo(new WarmUp.Result(3, false));
  }

  @Test
  void windows_thatAgreeTooEarly_dontCount() {
    int[] asked = {0};
    BooleanSupplier fromTheFifth = () -> ++asked[0] >= 5;

    assertThat(warmUp(60, fromTheFifth, 1, 1, 1, 1, 1, 1)).isEqualTo(new WarmUp.Result(5, true));
  }

  @Test
  void twoWindows_areTooFew() {
    assertThat(warmUp(2, 1, 1)).isEqualTo(new WarmUp.Result(2, false));
  }
}

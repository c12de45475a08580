package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/** Load until a server has settled: until three windows in a row agree. */
public final class WarmUp {
  private static final int AGREEING = 3;
  private static final double WITHIN = 0.05;

  private final Duration window;
  private final int most;

  /**
   * A way to warm up.
   *
   * @param window how long each window is
   * @param most how many windows there are at most
   */
  public WarmUp(Duration window, int most) {
    this.window = window;
    this.most = most;
  }

  /**
   * How it went.
   *
   * @param settled whether three windows agreed
   */
  public record Result(int windows, boolean settled) {}

  /**
   * Loads a server until it has settled, or the most windows have passed.
   *
   * @param load loads it for that long, and gives the figure that is to agree
   * @param enough whether it may have settled: a compiler that is behind makes windows agree, too
   */
  public Result run(ToDoubleFunction<Duration> load, BooleanSupplier enough) {
    Deque<Double> last = new ArrayDeque<>();
    for (int count = 1; ; count++) {
      last.addLast(load.applyAsDouble(window));
      if (last.size() > AGREEING) {
        last.removeFirst();
      }
      boolean settled = enough.getAsBoolean() && last.size() == AGREEING && agree(last);
      if (settled || count >= most) {
        return new Result(count, settled);
      }
    }
  }

  private static boolean agree(Deque<Double> figures) {
    double smallest = figures.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double largest = figures.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return largest - smallest <= WITHIN * largest;
  }
}

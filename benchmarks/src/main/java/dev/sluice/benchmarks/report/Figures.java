package dev.sluice.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Figures from several rounds, and how they are written. */
public final class Figures {
  private Figures() {}

  /** The one in the middle, or the mean of the two. */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest one that so many percent of them don't exceed. */
  public static double percentile(List<Double> values, double percent) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }

  /** A large number, whole: {@code 35,120}. */
  public static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** How many: {@code 10,000}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Milliseconds: {@code 0.84 ms}. */
  public static String millis(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.0f ms", value);
  }

  /** Microseconds: {@code 28.4 µs}. */
  public static String micros(double value) {
    return String.format(Locale.ROOT, "%.1f µs", value);
  }

  /** Seconds: {@code 1.23 s}. */
  public static String seconds(double value) {
    return String.format(Locale.ROOT, "%.2f s", value);
  }

  /** Memory, of so many bytes: {@code 64.2 MB}. */
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", (double) bytes / 1e6);
  }

  /** How many times: {@code 1.52×}. */
  public static String times(double value) {
    return String.format(Locale.ROOT, "%.2f×", value);
  }
}

package dev.sluice.benchmarks.sluice;

/**
 * What a server counts, as of one moment.
 *
 * @param text as Prometheus reads it
 */
public record Metrics(String text) {
  /**
   * The value of one without tags.
   *
   * @throws IllegalStateException if the server doesn't count that
   */
  public long value(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the server doesn't count " + name));
  }
}

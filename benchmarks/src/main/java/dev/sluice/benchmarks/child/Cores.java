package dev.sluice.benchmarks.child;

import java.util.List;

/**
 * The processor cores a process may use.
 *
 * @param list as {@code taskset} takes it, e.g. {@code 0} or {@code 0,1}
 */
public record Cores(String list) {
  public Cores {
    if (!list.matches("[0-9]+([,-][0-9]+)*")) {
      throw new IllegalArgumentException("cores are given as 0 or 0,1 or 0-3, not " + list);
    }
  }

  List<String> taskset() {
    return List.of("taskset", "-c", list);
  }
}

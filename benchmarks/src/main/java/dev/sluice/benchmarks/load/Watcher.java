package dev.sluice.benchmarks.load;

/** Whoever looks at every answer of a load. Called on the load's thread. */
@FunctionalInterface
public interface Watcher {
  /** A request is about to be sent; what is given here comes back with its answer. */
  default int mark() {
    return 0;
  }

  /** An answer is whole. It is only lent. */
  void answered(Answer answer, int mark);
}

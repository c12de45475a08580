package dev.sluice.syncworker;

/** Tells how long something took, for people. */
final class Stopwatch {
  private final long start = System.nanoTime();

  @Override
  public String toString() {
    return (System.nanoTime() - start) / 1_000_000 + " ms";
  }
}

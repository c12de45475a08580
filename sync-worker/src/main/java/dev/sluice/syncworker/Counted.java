package dev.sluice.syncworker;

/** How many, for people. */
final class Counted {
  private Counted() {}

  static String workflows(int count) {
    return count == 1 ? "1 workflow" : count + " workflows";
  }
}

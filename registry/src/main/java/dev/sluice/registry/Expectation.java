package dev.sluice.registry;

/** What whoever changes an environment believes of it. */
public sealed interface Expectation {
  /** That release is live. */
  record Live(int number) implements Expectation {}

  /** Its settings are those of that revision. */
  record Settings(long revision) implements Expectation {}

  /** There is no such environment. */
  record Absent() implements Expectation {}
}

package dev.sluice.benchmarks.peer;

/** A server that was to be measured. */
public sealed interface Candidate {
  /** It runs. */
  record Running(Peer peer) implements Candidate {}

  /**
   * It can't be had on this machine.
   *
   * @param why for people
   */
  record Missing(String name, String why) implements Candidate {}
}

package dev.sluice.runtime;

/** A bundle parsed and ready to run, for one environment. Immutable, thread-safe, cheap to drop. */
public final class Program {
  private final ProgramSource source;

  Program(ProgramSource source) {
    this.source = source;
  }

  public ProgramSource source() {
    return source;
  }
}

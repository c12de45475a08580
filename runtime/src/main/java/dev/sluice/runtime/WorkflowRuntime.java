package dev.sluice.runtime;

/**
 * Runs programs. Thread-safe; a run holds the calling thread until it ends. Close it after the last
 * run has ended.
 */
public final class WorkflowRuntime implements AutoCloseable {

  /** Starts the engine and builds the first realms. Takes a second or more. */
  public static WorkflowRuntime start() {
    return missing();
  }

  /** Loads a bundle with nothing mounted, in a realm of its own, to see what it is. */
  public Inspection inspect(BundleCode bundle) {
    return missing();
  }

  /**
   * Parses a bundle into a program.
   *
   * @throws BundleException if it doesn't parse
   */
  public Program compile(ProgramSource source) throws BundleException {
    return missing();
  }

  /**
   * Runs {@code program} for one event on the calling thread. Never throws for what the workflow
   * does.
   */
  public Outcome run(Program program, RunRequest request) {
    return missing();
  }

  /** Whether JavaScript is compiled to machine code, or only interpreted. */
  public boolean optimized() {
    return missing();
  }

  /** How many threads hold a run that couldn't be stopped. */
  public int abandonedThreads() {
    return missing();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T missing() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}

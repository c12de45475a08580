package dev.sluice.benchmarks.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours, with all it says in a file. Closing it ends it and the processes it started;
 * so does the end of this one, Ctrl-C included.
 */
public final class Child implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread lastResort;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.lastResort = Thread.ofPlatform().unstarted(this::end);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /**
   * Starts it.
   *
   * @param variables what is added to this process's environment
   */
  public static Child start(
      String name, Cores cores, List<String> command, Map<String, String> variables, Path log) {
    List<String> pinned = new ArrayList<>(cores.taskset());
    pinned.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    try {
      return new Child(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can't be started", e);
    }
  }

  /**
   * Returns while it lives.
   *
   * @throws IllegalStateException if it has ended
   */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          name + " has ended with status " + process.exitValue() + "; what it said is in " + log);
    }
  }

  /** Its process's id. */
  public long pid() {
    return process.pid();
  }

  /** The processor time it has used, without the processes it started; in steps of about 10 ms. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void end() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(lastResort);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook finds it ended.
    }
  }
}

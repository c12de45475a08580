package dev.sluice.gateway.live;

import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workflow's program, which is at rest while nobody wants it: then only its source is kept, in
 * memory, so that waking it doesn't need the registry. Thread-safe.
 */
public final class LiveProgram {
  private static final Logger LOG = LoggerFactory.getLogger(LiveProgram.class);

  /** How long a login waits for a realm to parse in; then it is told that the server is busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ProgramSource source;
  private final Compiler compiler;
  private volatile @Nullable Program program;
  private volatile boolean wanted;

  /** One at rest. */
  LiveProgram(ProgramSource source, Compiler compiler) {
    this.source = source;
    this.compiler = compiler;
  }

  /** One that is compiled already. */
  public static LiveProgram of(Program program) {
    LiveProgram awake = new LiveProgram(program.source(), (_, _) -> program);
    awake.program = program;
    return awake;
  }

  /**
   * The program, compiled by the calling thread if it's at rest. Those that want it at once each
   * need a realm to run it in anyway, and so don't wait for each other.
   *
   * @throws NotCompilableException if it can't be compiled
   * @throws dev.sluice.runtime.SaturatedException if there's no realm to be had
   */
  public Program get() throws NotCompilableException {
    Program awake = program;
    if (awake == null) {
      return wakeForRun();
    }
    if (!wanted) {
      wanted = true;
    }
    return awake;
  }

  private Program wakeForRun() throws NotCompilableException {
    try {
      return wake(PATIENCE);
    } catch (NotCompilableException e) {
      LOG.atError()
          .addKeyValue("environment", source.owner().environment())
          .addKeyValue("workflow", source.owner().workflow())
          .log(
              "Workflow {} of {} is live, but can't be loaded: {}",
              source.owner().workflow(),
              source.owner().environment(),
              e.getMessage());
      throw e;
    }
  }

  /** The same for somebody who has so much patience. */
  Program wake(Duration patience) throws NotCompilableException {
    Program awake = program;
    return awake == null ? keep(compiled(patience)) : awake;
  }

  private Program compiled(Duration patience) throws NotCompilableException {
    try {
      return compiler.compile(source, patience);
    } catch (BundleException e) {
      throw new NotCompilableException(String.valueOf(e.getMessage()));
    }
  }

  /** Of several that were compiled at once, all runs share the first. */
  private synchronized Program keep(Program compiled) {
    wanted = true;
    Program first = program;
    if (first == null) {
      program = compiled;
    }
    return first == null ? compiled : first;
  }

  /** Lets the program go if nobody has wanted it since this was called before. */
  synchronized void restUnlessWanted() {
    if (wanted) {
      wanted = false;
    } else {
      program = null;
    }
  }
}

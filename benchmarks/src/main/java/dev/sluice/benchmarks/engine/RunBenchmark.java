package dev.sluice.benchmarks.engine;

import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.WorkflowRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One run after the other on one thread, each in clean state. Bundles lie in {@code
 * sluice.bundles}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RunBenchmark {
  @Param({"nothing", "fiveClaims", "variables"})
  private String workflow = "";

  private final WorkflowRuntime runtime = WorkflowRuntime.start(Clock.systemUTC());
  private Login login = Login.compile(runtime, IDLE);

  private static final String IDLE = "var __sluice_module = { default: () => {} };";

  /** Compiles the workflow. */
  @Setup(Level.Trial)
  public void compile() throws IOException {
    if (!workflow.equals("nothing")) {
      Path bundles = Path.of(System.getProperty("sluice.bundles"));
      login = Login.compile(runtime, Files.readString(bundles.resolve(workflow + ".js")));
    }
  }

  /** One run. */
  @Benchmark
  public Outcome run() {
    return login.run(runtime);
  }

  /** Ends the engine. */
  @TearDown(Level.Trial)
  public void close() {
    runtime.close();
  }
}

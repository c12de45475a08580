package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.engine.RunBenchmark;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.Workflows;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What one run costs without a server around it: JMH, compiled and interpreted. */
public final class EngineAlone {
  private static final TimeValue ITERATION = TimeValue.seconds(2);

  /** As the launcher starts a server. */
  private static final List<String> JIT =
      List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI");

  private final Setting setting;
  private final Table table = new Table("workflow", "JavaScript is", "one run", "±");

  public EngineAlone(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    try (LiveSluice sluice = LiveSluice.start(setting, setting.serverCores())) {
      setting.workspace().write("fiveClaims.js", sluice.workload().bundle());
      sluice.team().release(Workflows.variables());
      setting.workspace().write("variables.js", sluice.liveBundle());
    }
    int warmUps = (int) setting.leastWarmUp().toSeconds() / 2;
    measure("compiled", warmUps, JIT);
    measure("interpreted", warmUps / 2, List.of());
    return table.toString();
  }

  private void measure(String how, int warmUps, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("-Dsluice.bundles=" + setting.workspace().folder());
    all.add("-Dpolyglot.engine.WarnInterpreterOnly=false");
    all.add("--enable-native-access=ALL-UNNAMED");
    all.add("--sun-misc-unsafe-memory-access=allow");
    int rounds = setting.options().number("rounds", 5);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(RunBenchmark.class.getSimpleName())
            .forks(1)
            .jvmArgs(all.toArray(String[]::new))
            .warmupIterations(warmUps)
            .warmupTime(ITERATION)
            .measurementIterations(rounds)
            .measurementTime(ITERATION)
            .output(setting.workspace().log("jmh " + how).toString());
    setting.progress().say("JMH, " + how);
    try {
      new Runner(options.build()).run().forEach(result -> row(how, result));
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private void row(String how, RunResult result) {
    table.row(
        result.getParams().getParam("workflow"),
        how,
        Figures.micros(result.getPrimaryResult().getScore()),
        Figures.micros(result.getPrimaryResult().getScoreError()));
  }
}

package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.engine.Login;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.WorkflowRuntime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Thousands of different deployments compiled, made live and run, one after the other, through one
 * runtime in this process: does it hold on to those that were swapped out? Each is the bundle with
 * five claims under other names, so that nothing of one serves the next.
 */
public final class ManyDeployments {
  private static final int DEPLOYMENTS = 10_000;
  private static final int LOOKS = 10;
  private static final int RUNS_EACH = 3;

  private final Setting setting;
  private final List<Memory> looks = new ArrayList<>();

  public ManyDeployments(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    String bundle;
    try (LiveSluice sluice = LiveSluice.start(setting, setting.serverCores())) {
      bundle = sluice.workload().bundle();
    }
    int count = setting.options().number("count", DEPLOYMENTS);
    Table table = new Table("deployments", "heap", "beside the heap");
    try (WorkflowRuntime runtime = WorkflowRuntime.start(Clock.systemUTC())) {
      for (int number = 1; number <= count; number++) {
        runOne(runtime, bundle, number);
        if (number % (count / LOOKS) == 0) {
          look(table, number);
        }
      }
      return table + "\n\n" + verdict(runtime.optimized());
    }
  }

  private void look(Table table, int number) {
    Memory memory = Memory.afterCollection();
    looks.add(memory);
    setting.progress().say(number + " deployments: " + Figures.megabytes(memory.heap()));
    table.row(
        Figures.count(number),
        Figures.megabytes(memory.heap()),
        Figures.megabytes(memory.beside()));
  }

  private String verdict(boolean optimized) {
    double least = looks.stream().mapToDouble(Memory::heap).min().orElseThrow();
    double most = looks.stream().mapToDouble(Memory::heap).max().orElseThrow();
    return "Between the smallest and the largest heap lie %.1f%% (%s)."
        .formatted(100 * (most - least) / least, optimized ? "JIT" : "interpreted");
  }

  private static void runOne(WorkflowRuntime runtime, String bundle, int number) {
    String company = "Acme " + number;
    String code = bundle.replace("Acme Inc.", company).replace("fiveClaims", "workflow" + number);
    Login login = Login.compile(runtime, code);
    for (int i = 0; i < RUNS_EACH; i++) {
      Outcome outcome = login.run(runtime);
      if (!outcome.effects().contains(company)) {
        throw new IllegalStateException("deployment " + number + " gave " + outcome);
      }
    }
  }
}

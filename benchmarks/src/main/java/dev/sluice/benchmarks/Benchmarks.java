package dev.sluice.benchmarks;

import dev.sluice.benchmarks.child.Workspace;
import dev.sluice.benchmarks.measure.EngineAlone;
import dev.sluice.benchmarks.measure.Environments;
import dev.sluice.benchmarks.measure.FirstRun;
import dev.sluice.benchmarks.measure.HalfLoad;
import dev.sluice.benchmarks.measure.InFlight;
import dev.sluice.benchmarks.measure.ManyDeployments;
import dev.sluice.benchmarks.measure.Neighbours;
import dev.sluice.benchmarks.measure.Options;
import dev.sluice.benchmarks.measure.PushToLive;
import dev.sluice.benchmarks.measure.RecordingCost;
import dev.sluice.benchmarks.measure.ReleaseReach;
import dev.sluice.benchmarks.measure.RunLists;
import dev.sluice.benchmarks.measure.Setting;
import dev.sluice.benchmarks.measure.SharedLoad;
import dev.sluice.benchmarks.measure.SideBySide;
import dev.sluice.benchmarks.measure.Startup;
import dev.sluice.benchmarks.measure.Swaps;
import dev.sluice.benchmarks.measure.TracingCost;
import dev.sluice.benchmarks.report.Progress;
import java.nio.file.Path;
import java.util.Arrays;

/** The command that measures; {@code benchmarks/run} starts it. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Takes a measure's name and its options, and prints its table. */
  public static void main(String[] args) {
    Options options = Options.parse(Arrays.copyOfRange(args, 1, args.length));
    Workspace workspace = Workspace.create(Path.of(System.getProperty("sluice.root", ".")));
    Setting setting = new Setting(options, workspace, new Progress(System.err));
    System.out.println(measure(args[0], setting));
  }

  private static String measure(String name, Setting setting) {
    return switch (name) {
      case "peers" -> new SideBySide(setting).run();
      case "latency" -> new HalfLoad(setting).run();
      case "inflight" -> new InFlight(setting).run();
      case "swaps" -> new Swaps(setting).run();
      case "deployments" -> new ManyDeployments(setting).run();
      case "engine" -> new EngineAlone(setting).run();
      case "environments" -> new Environments(setting).run();
      case "startup" -> new Startup(setting).run();
      case "first-run" -> new FirstRun(setting).run();
      case "neighbours" -> new Neighbours(setting).run();
      case "runs" -> new RunLists(setting).run();
      case "push-to-live" -> new PushToLive(setting).run();
      case "fleet" -> new ReleaseReach(setting).run();
      case "fleet-load" -> new SharedLoad(setting).run();
      case "recording" -> new RecordingCost(setting).run();
      case "tracing" -> new TracingCost(setting).run();
      default -> throw new IllegalArgumentException("there is no measure " + name);
    };
  }
}

package dev.sluice.benchmarks;

import dev.sluice.benchmarks.child.Workspace;
import dev.sluice.benchmarks.measure.Options;
import dev.sluice.benchmarks.measure.Setting;
import dev.sluice.benchmarks.measure.SideBySide;
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
      default -> throw new IllegalArgumentException("there is no measure " + name);
    };
  }
}

package dev.sluice.runtime;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process in which one environment calls each built-in for the first time where its stack is
 * nearly full, and another then calls it as anybody would. Prints what that one can't call any
 * more.
 */
final class OverflowingProcess {
  private static final TestRuns RUNS = new TestRuns();

  private OverflowingProcess() {}

  /**
   * @param arguments the file with one call on each line
   */
  public static void main(String[] arguments) throws Exception {
    for (String call : Files.readAllLines(Path.of(arguments[0]))) {
      run("attacked", attack(call));
      Outcome outcome = run("neighbour", "(" + call + ");\n// globalThis crypto");
      outcome
          .error()
          .filter(error -> error.code().equals("engine_failure"))
          .ifPresent(error -> System.out.println(call + ": " + error.message()));
    }
    System.out.println("done");
    // Fetches that nobody awaits may be under way.
    Runtime.getRuntime().halt(0);
  }

  private static String attack(String call) {
    return """
    const call = () => (%s);
    let calls = 0;
    const deeper = () => {
      try {
        deeper();
      } finally {
        if (calls < 150) {
          calls++;
          try { call(); } catch {}
        }
      }
    };
    try { deeper(); } catch {}
    // globalThis crypto
    """
        .formatted(call);
  }

  private static Outcome run(String environment, String body) throws Exception {
    return RUNS.workflow(body)
        .environment(environment)
        .binding("url")
        .binding("kinde.fetch")
        .binding("kinde.accessToken")
        .binding("kinde.localization")
        .run();
  }
}

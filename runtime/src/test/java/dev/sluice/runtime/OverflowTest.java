package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stack that is full breaks nothing for anybody else. */
class OverflowTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @Test
  void builtIns_firstCalledWhereTheStackIsFull_workForOthers() throws Exception {
    assertThat(output(OverflowingProcess.class, file("/built-ins.txt"))).isEqualTo("done\n");
  }

  @Test
  void recursion_ofAnOrdinaryDepth_works() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "const sum = (n) => n === 0 ? 0 : n + sum(n - 1); console.log(sum(1_000));"
                    + "const sorts = (n) => n === 0 || [2, 1].sort(() => sorts(n - 1));"
                    + "sorts(100); console.log('sorted');")
            .run();
    assertThat(log(outcome)).contains("INFO 500500", "INFO sorted");
  }

  @Test
  void recursion_withoutEnd_isARangeErrorAndLeavesRoomToHandleIt() throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "const deeper = () => deeper();try { deeper() } catch (e) { console.log(e"
                    + " instanceof RangeError, e.message) }")
            .run();
    assertThat(log(outcome)).contains("INFO true Maximum call stack size exceeded");
  }

  /** What another JVM prints, started as this one was. */
  private static String output(Class<?> main, Path argument) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("--"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Dpolyglot.engine.WarnInterpreterOnly=false",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Path file(String resource) throws Exception {
    return Path.of(Objects.requireNonNull(OverflowTest.class.getResource(resource)).toURI());
  }
}

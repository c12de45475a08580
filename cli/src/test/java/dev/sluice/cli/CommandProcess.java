package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One process of the {@code sluice} command, run from the assembled distribution on the JDK of the
 * tests, without the compiler for JavaScript. Keeps all it says. Closing it kills it, and the
 * processes it started.
 */
final class CommandProcess implements AutoCloseable {
  private static final Path HOME = Path.of("target", "sluice").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final StringBuffer output = new StringBuffer();
  private final CompletableFuture<MatchResult> awaited = new CompletableFuture<>();
  private final Thread reader;
  private final Thread lastResort;

  private CommandProcess(Process process, Pattern line) {
    this.process = process;
    this.reader = Thread.ofPlatform().name("output of " + process.pid()).start(() -> read(line));
    this.lastResort = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /**
   * Starts it.
   *
   * @param variables added to the environment
   * @param line what {@link #awaitLine} waits for
   */
  static CommandProcess start(Map<String, String> variables, Pattern line, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsluice.home=" + HOME,
                "-cp",
                HOME.resolve("lib") + "/*",
                Sluice.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
    builder.environment().putAll(variables);
    try {
      return new CommandProcess(builder.start(), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Pattern awaitedLine) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stdout(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        Matcher matcher = awaitedLine.matcher(line);
        if (matcher.find()) {
          awaited.complete(matcher.toMatchResult());
        }
      }
    } catch (IOException e) {
      output.append("(the rest can't be read: ").append(e).append(")\n");
    } finally {
      awaited.completeExceptionally(new AssertionError("it ended before it said so:\n" + output));
    }
  }

  private java.io.InputStream stdout() {
    return process.getInputStream();
  }

  /** The line it was to say; fails if it ends before. */
  MatchResult awaitLine() {
    try {
      return awaited.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(String.valueOf(e.getCause().getMessage()), e);
    } catch (TimeoutException e) {
      throw new AssertionError("it doesn't say so, but:\n" + output, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything it has said so far, errors too. */
  String output() {
    return output.toString();
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE)) {
        throw new AssertionError("it doesn't end, but says:\n" + output);
      }
      reader.join(PATIENCE);
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** {@code kill -9}; then waits until the processes it had started have noticed and ended too. */
  void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    exitCode();
    children.forEach(CommandProcess::awaitEnd);
  }

  private static void awaitEnd(ProcessHandle child) {
    try {
      child.onExit().get(PATIENCE.toNanos(), NANOSECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      child.destroyForcibly();
      throw new AssertionError("a child process outlived its killed parent: " + child.info(), e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    exitCode();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}

package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  static final Path HOME = Path.of("target", "sluice").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** The JVM, with what it is always told. */
  static final List<String> JVM =
      List.of(
          JAVA.toString(),
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC");

  /** The command line's program, as an argument of the JVM. */
  static final List<String> PROGRAM =
      List.of("-Dsluice.home=" + HOME, "-cp", HOME.resolve("lib") + "/*", Sluice.class.getName());

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<MatchResult> awaited = new CompletableFuture<>();
  private final Thread reader;
  private final Thread lastResort;
  private List<ProcessHandle> children = List.of();

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
    List<String> command = new ArrayList<>(JVM);
    command.addAll(KeptClasses.OPTIONS);
    command.addAll(PROGRAM);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SLUICE_") || name.startsWith("OTEL_"));
    builder.environment().putAll(variables);
    try {
      return new CommandProcess(builder.start(), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Pattern awaitedLine) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher matcher = awaitedLine.matcher(line);
        if (matcher.find()) {
          awaited.complete(matcher.toMatchResult());
        }
      }
    } catch (IOException e) {
      output.add("(the rest can't be read: " + e + ")");
    } finally {
      awaited.completeExceptionally(new IOException("its output ended"));
    }
  }

  /** The line it was to say; fails if it ends before. */
  MatchResult awaitLine() {
    try {
      return awaited.get(PATIENCE.toNanos(), NANOSECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("it ended before it said so:\n" + output(), e);
    } catch (TimeoutException e) {
      throw new AssertionError("it doesn't say so, but:\n" + output(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything it has said so far, errors too. */
  String output() {
    return String.join("\n", output);
  }

  /** Waits for its end, and that of the processes it had started when it was told to end. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE)) {
        throw new AssertionError("it doesn't end, but says:\n" + output());
      }
      reader.join(PATIENCE);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    children.forEach(CommandProcess::awaitEnd);
    return process.exitValue();
  }

  private static void awaitEnd(ProcessHandle child) {
    try {
      child.onExit().get(PATIENCE.toNanos(), NANOSECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      child.destroyForcibly();
      throw new AssertionError("a child process outlived its parent: " + child.info(), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends SIGTERM and doesn't wait. */
  void terminate() {
    children = process.descendants().toList();
    process.destroy();
  }

  /** {@code kill -9}. */
  void kill() {
    children = process.descendants().toList();
    process.destroyForcibly();
    exitCode();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}

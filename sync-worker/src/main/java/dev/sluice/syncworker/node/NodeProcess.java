package dev.sluice.syncworker.node;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running script: no environment but its own, bounded memory, JSON lines in and out. One thread
 * talks to it; any may {@link #kill} it, upon which talking fails.
 */
public final class NodeProcess {
  private static final Logger log = LoggerFactory.getLogger(NodeProcess.class);
  private static final int MAX_LINE = 64 * 1024 * 1024;
  private static final int MAX_STDERR_LINE = 2_000;
  private static final int STDERR_LINES_LOGGED = 20;
  private static final Duration TO_SAY_WHY = Duration.ofSeconds(1);

  /** Only a process that waits for a broken disk takes longer. */
  private static final Duration TO_DIE = Duration.ofSeconds(5);

  /** What the compilers it starts say then, which are written in Go. */
  private static final String OVERFLOW = "goroutine stack exceeds";

  private final Process process;
  private final LineReader out;
  private final Writer in;

  private final String name;
  private final Thread stderr;
  private volatile boolean overflown;
  private boolean talked;

  private NodeProcess(String name, Process process) {
    this.name = name;
    // Not a virtual one: reading a pipe holds its carrier, and as many processes as there are
    // processors would leave none to any other virtual thread.
    this.stderr = Thread.ofPlatform().daemon().name(name + "-stderr").unstarted(this::logStderr);
    this.process = process;
    this.out = new LineReader(process.getInputStream(), MAX_LINE);
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), 64 * 1024);
  }

  static NodeProcess start(NodeScript script) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(script.command());
    builder.directory(script.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(script.environment());
    NodeProcess started = new NodeProcess(script.name(), builder.start());
    started.stderr.start();
    return started;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Says something to it.
   *
   * @throws EndedException if it ended, having talked before
   */
  public void send(JsonNode message) throws IOException {
    try {
      in.write(message.toString());
      in.write('\n');
      in.flush();
    } catch (IOException e) {
      throw talked && hasEnded() ? ended() : e;
    }
  }

  /**
   * The next thing it says.
   *
   * @throws TooDeepException if it ended because of what it was given
   * @throws EndedException if it ended otherwise, having talked before
   * @throws IOException if it never said anything, or says something that isn't JSON
   */
  public JsonNode receive() throws IOException {
    Optional<String> line = out.next();
    if (line.isEmpty()) {
      if (hasOverflown()) {
        throw new TooDeepException(name);
      }
      throw ended();
    }
    talked = true;
    try {
      return JsonMapper.shared().readTree(line.get());
    } catch (JacksonException e) {
      throw new IOException("the " + name + "'s process said something that isn't JSON", e);
    }
  }

  private IOException ended() {
    String code = hasEnded() ? " with code " + process.exitValue() : "";
    String message = "the " + name + "'s process ended" + code;
    return talked ? new EndedException(message) : new IOException(message);
  }

  private boolean hasEnded() {
    try {
      return process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What it last said on stderr may come after its end. */
  private boolean hasOverflown() {
    try {
      stderr.join(TO_SAY_WHY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return overflown;
  }

  private void logStderr() {
    LineReader err = new LineReader(process.getErrorStream(), MAX_STDERR_LINE);
    try {
      Optional<String> line = err.next();
      for (int count = 0; line.isPresent() && count < STDERR_LINES_LOGGED; count++) {
        if (line.get().contains(OVERFLOW)) {
          overflown = true;
        }
        log.warn("{}: {}", name, line.get());
        line = err.next();
      }
      process.getErrorStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      log.debug("the {}'s stderr ended", name, e);
    }
  }

  /**
   * Ends it and the compiler it started, which may be too busy to see that its input ended. Waits
   * until it has: what it was writing may be deleted then.
   */
  void kill() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    // Unlike waitFor(), this isn't cut short by an interruption.
    process.onExit().completeOnTimeout(process, TO_DIE.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}

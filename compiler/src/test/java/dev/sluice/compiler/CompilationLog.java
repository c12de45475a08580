package dev.sluice.compiler;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/** What an engine says of its compilations. Thread-safe. */
final class CompilationLog extends Handler {
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final ConcurrentHashMap<String, CompletableFuture<Void>> compiled =
      new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  @Override
  public void publish(LogRecord entry) {
    String message = entry.getMessage();
    if (message.startsWith("opt done") && message.contains("|Tier 2|")) {
      String named = message.substring(0, message.indexOf('|'));
      WORD.matcher(named).results().forEach(word -> compiled(word.group()).complete(null));
    } else if (message.startsWith("opt fail")) {
      failures.add(message);
    }
  }

  private CompletableFuture<Void> compiled(String function) {
    return compiled.computeIfAbsent(function, name -> new CompletableFuture<>());
  }

  /** Whether that function was compiled at the last tier, as a whole or from a loop on. */
  boolean hasCompiled(String function) {
    return compiled(function).isDone();
  }

  /** Waits until it was. */
  void awaitCompiled(String function) throws Exception {
    compiled(function).get(2, MINUTES);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}

package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.M2M_TOKEN;
import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Logins that keep coming, on two threads of its own, until it is stopped. What didn't come out as
 * it should is kept.
 */
final class Traffic implements AutoCloseable {
  private final Team team;
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger newestRelease = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads;
  private volatile boolean stopped;

  private Traffic(Team team) {
    this.team = team;
    this.threads =
        Stream.of(USER_TOKENS, M2M_TOKEN)
            .map(it -> Thread.ofPlatform().name("logins for " + it).start(() -> keepRunning(it)))
            .toList();
  }

  static Traffic start(Team team) {
    return new Traffic(team);
  }

  private void keepRunning(String trigger) {
    while (!stopped) {
      try {
        look(team.run(trigger));
      } catch (RuntimeException | AssertionError e) {
        // Once stopped, the server may be gone: that is what some tests do to it.
        if (!stopped) {
          failures.add(String.valueOf(e));
        }
      }
    }
  }

  private void look(JsonNode run) {
    runs.incrementAndGet();
    if (!run.path("status").asString().equals("completed")) {
      failures.add(run.toString());
    }
    newestRelease.accumulateAndGet(run.at("/workflow/release").asInt(), Math::max);
  }

  /** How many runs were answered. */
  int runs() {
    return runs.get();
  }

  /** The highest release that answered. */
  int newestRelease() {
    return newestRelease.get();
  }

  /** What didn't come out as it should, while the traffic wasn't stopped. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Counts nothing as a failure from now on. */
  void expectTheEnd() {
    stopped = true;
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}

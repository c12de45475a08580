package dev.sluice.gateway.record;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The runs that wait to be written: bounded in number and in bytes. The last quarter of the room is
 * for those that didn't simply complete. When it is full, one that didn't takes the place of the
 * newest of the environment that holds most: no environment can take what others need. Thread-safe.
 */
final class Waiting {
  /** What a run takes beside its texts. */
  private static final int EACH = 1_000;

  private final RecordSettings most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition some = lock.newCondition();
  private final Map<EnvironmentName, Line> lines = new HashMap<>();

  /** The same, the one that is to be written from next first. */
  private final Deque<Line> turns = new ArrayDeque<>();

  private int count;
  private long bytes;

  /** An environment's runs. */
  private static final class Line {
    private final EnvironmentName environment;
    private final Deque<Ended> runs = new ArrayDeque<>();
    private long bytes;

    Line(EnvironmentName environment) {
      this.environment = environment;
    }
  }

  Waiting(RecordSettings most) {
    this.most = most;
  }

  /**
   * Takes the run in, if there's room.
   *
   * @return whose runs are lost by that: its own environment's, if it found none; or those of the
   *     environment whose place it took
   */
  List<EnvironmentName> offer(Ended run) {
    long size = size(run);
    lock.lock();
    try {
      List<EnvironmentName> lost = new ArrayList<>();
      while (!hasRoom(run, size)) {
        Optional<Line> greedy = greedierThan(run, size);
        if (greedy.isEmpty()) {
          lost.add(run.occasion().environment());
          return lost;
        }
        drop(greedy.get(), greedy.get().runs.removeLast());
        lost.add(greedy.get().environment);
      }
      add(run, size);
      return lost;
    } finally {
      lock.unlock();
    }
  }

  private void add(Ended run, long size) {
    Line line = lines.get(run.occasion().environment());
    if (line == null) {
      line = new Line(run.occasion().environment());
      lines.put(line.environment, line);
      turns.add(line);
    }
    line.runs.add(run);
    line.bytes += size;
    bytes += size;
    count++;
    some.signal();
  }

  private boolean hasRoom(Ended run, long size) {
    RecordSettings room = run.isEventful() ? most : most.withoutLastQuarter();
    return count < room.runs() && bytes + size <= room.bytes();
  }

  /** Who holds most, if that is more than this run's environment would with it. */
  private Optional<Line> greedierThan(Ended run, long size) {
    Line own = lines.get(run.occasion().environment());
    long wanted = size + (own == null ? 0 : own.bytes);
    return run.isEventful()
        ? lines.values().stream()
            .filter(line -> line != own && line.bytes > wanted)
            .max(Comparator.comparingLong(line -> line.bytes))
        : Optional.empty();
  }

  /** One of its runs was taken out of it. */
  private void drop(Line line, Ended run) {
    long size = size(run);
    line.bytes -= size;
    bytes -= size;
    count--;
    if (line.runs.isEmpty()) {
      lines.remove(line.environment);
      turns.remove(line);
    }
  }

  private static long size(Ended run) {
    Outcome.Trace trace = run.outcome().trace();
    long characters = trace.effects().length();
    characters += trace.event().map(String::length).orElse(0);
    characters += run.outcome().error().map(it -> it.message().length()).orElse(0);
    for (LogLine line : trace.log()) {
      characters += line.text().length();
    }
    return EACH + 2 * characters;
  }

  /** Waits until some run waits, or the time is up. */
  void await(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (count == 0 && left > 0) {
        left = some.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives out those that have waited longest, of each environment in turn. */
  List<Ended> take(int atMost) {
    lock.lock();
    try {
      List<Ended> taken = new ArrayList<>();
      while (taken.size() < atMost && !turns.isEmpty()) {
        Line line = turns.removeFirst();
        turns.addLast(line);
        Ended run = line.runs.removeFirst();
        drop(line, run);
        taken.add(run);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets an environment's runs that are like that; how many that was. */
  int remove(EnvironmentName environment, Predicate<Ended> which) {
    lock.lock();
    try {
      Line line = lines.get(environment);
      if (line == null) {
        return 0;
      }
      List<Ended> gone = line.runs.stream().filter(which).toList();
      line.runs.removeIf(which);
      gone.forEach(run -> drop(line, run));
      return gone.size();
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }
}

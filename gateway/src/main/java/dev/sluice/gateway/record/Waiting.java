package dev.sluice.gateway.record;

import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The runs that wait to be written: bounded in number and in bytes. The last quarter of the room is
 * for those that didn't simply complete. Thread-safe.
 */
final class Waiting {
  /** What a run takes beside its texts. */
  private static final int EACH = 1_000;

  private final RecordSettings most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition some = lock.newCondition();
  private final Queue<Ended> runs = new ArrayDeque<>();
  private long bytes;

  Waiting(RecordSettings most) {
    this.most = most;
  }

  /** Takes the run in, if there's room. */
  boolean offer(Ended run) {
    long size = size(run);
    lock.lock();
    try {
      if (!hasRoom(run, size)) {
        return false;
      }
      runs.add(run);
      bytes += size;
      some.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(Ended run, long size) {
    RecordSettings room = run.isEventful() ? most : most.withoutLastQuarter();
    return runs.size() < room.runs() && bytes + size <= room.bytes();
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
      while (runs.isEmpty() && left > 0) {
        left = some.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives out those that have waited longest. */
  List<Ended> take(int atMost) {
    lock.lock();
    try {
      List<Ended> taken = new ArrayList<>();
      while (taken.size() < atMost && !runs.isEmpty()) {
        Ended run = runs.remove();
        bytes -= size(run);
        taken.add(run);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets those; how many that was. */
  int remove(Predicate<Ended> which) {
    lock.lock();
    try {
      int before = runs.size();
      runs.removeIf(which);
      bytes = runs.stream().mapToLong(Waiting::size).sum();
      return before - runs.size();
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      return runs.size();
    } finally {
      lock.unlock();
    }
  }
}

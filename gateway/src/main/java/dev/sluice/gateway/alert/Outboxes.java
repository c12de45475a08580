package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that wait, in an outbox for each environment: bounded, and given out one at a
 * time, so that a receiver that never answers holds up nobody else's alerts. Environments take
 * turns; what wasn't tried yet goes before what was. Thread-safe.
 */
final class Outboxes {
  static final int MOST_OF_ONE = 100;
  private static final int MOST = 5_000;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Those that hold something, the one whose turn it is first. */
  private final Map<EnvironmentName, Outbox> boxes = new LinkedHashMap<>();

  private int count;

  Outboxes(InstantSource clock) {
    this.clock = clock;
  }

  /** One environment's. */
  private static final class Outbox {
    private final Queue<Delivery> fresh = new ArrayDeque<>();
    private final Queue<Delivery> tried = new PriorityQueue<>(Comparator.comparing(Delivery::due));

    /** With the one that was given out. */
    private int count;

    private boolean busy;

    void put(Delivery delivery) {
      (delivery.isFresh() ? fresh : tried).add(delivery);
    }

    @Nullable Delivery poll(InstantSource clock) {
      if (busy) {
        return null;
      }
      Delivery first = tried.peek();
      boolean isDue = first != null && !first.due().isAfter(clock.instant());
      return fresh.isEmpty() && isDue ? tried.poll() : fresh.poll();
    }
  }

  /** Takes it in, unless too many wait. */
  boolean add(Delivery delivery) {
    lock.lock();
    try {
      Outbox box = boxes.get(delivery.environment());
      if (count >= MOST || (box != null && box.count >= MOST_OF_ONE)) {
        return false;
      }
      Outbox taking = box != null ? box : new Outbox();
      boxes.putIfAbsent(delivery.environment(), taking);
      taking.put(delivery);
      taking.count++;
      count++;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives one out, and no other of its environment until {@link #again} or {@link #done}.
   *
   * @param atMost how long to wait for one
   * @return empty if there's none for now
   */
  Optional<Delivery> take(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      Optional<Delivery> found = find();
      while (found.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
        found = find();
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Delivery> find() {
    for (Map.Entry<EnvironmentName, Outbox> entry : boxes.entrySet()) {
      Outbox box = entry.getValue();
      Delivery delivery = box.poll(clock);
      if (delivery != null) {
        box.busy = true;
        // To the end of the line; nothing is looked at after this.
        boxes.remove(delivery.environment());
        boxes.put(delivery.environment(), box);
        return Optional.of(delivery);
      }
    }
    return Optional.empty();
  }

  /** Takes back the one that was given out, for another try. */
  void again(Delivery next) {
    free(next, box -> box.put(next));
  }

  /** There's nothing left to do for the one that was given out. */
  void done(Delivery delivery) {
    free(
        delivery,
        box -> {
          count--;
          box.count--;
          if (box.count == 0) {
            boxes.remove(delivery.environment());
          }
        });
  }

  private void free(Delivery delivery, Consumer<Outbox> then) {
    lock.lock();
    try {
      Outbox box = Objects.requireNonNull(boxes.get(delivery.environment()));
      box.busy = false;
      then.accept(box);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is one that wasn't tried yet. */
  boolean hasFresh() {
    lock.lock();
    try {
      return boxes.values().stream().anyMatch(box -> !box.fresh.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  /** How many there are, with those that were given out. */
  int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }
}

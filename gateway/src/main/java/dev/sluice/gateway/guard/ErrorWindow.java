package dev.sluice.gateway.guard;

import dev.sluice.registry.environment.SafetyNet;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How the runs of one release ended lately, counted in slots of a twentieth of the window. Counting
 * takes no lock. Thread-safe.
 */
final class ErrorWindow {
  private static final int SLOTS = 20;

  private final int release;
  private final SafetyNet net;
  private final long slotMillis;
  private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS + 1);

  private record Slot(long number, LongAdder runs, LongAdder failures) {
    static Slot empty(long number) {
      return new Slot(number, new LongAdder(), new LongAdder());
    }
  }

  /** What was counted within the window. */
  record Tally(long runs, long failures) {
    /** Whether the net catches it. */
    boolean isTooMuch(SafetyNet net) {
      return runs >= net.leastRuns() && failures * 100 > runs * net.errorPercent();
    }
  }

  ErrorWindow(int release, SafetyNet net) {
    this.release = release;
    this.net = net;
    this.slotMillis = Duration.ofSeconds(net.windowSeconds()).toMillis() / SLOTS;
  }

  int release() {
    return release;
  }

  /** Whether it counts for that release under that net. */
  boolean isOf(int otherRelease, SafetyNet otherNet) {
    return release == otherRelease && net.equals(otherNet);
  }

  void count(boolean failed, Instant now) {
    Slot slot = slot(number(now));
    slot.runs().increment();
    if (failed) {
      slot.failures().increment();
    }
  }

  private Slot slot(long number) {
    int place = (int) (number % slots.length());
    Slot found = slots.get(place);
    while (found == null || found.number() < number) {
      slots.compareAndSet(place, found, Slot.empty(number));
      found = slots.get(place);
    }
    return found;
  }

  /** What is in the window now. */
  Tally tally(Instant now) {
    long oldest = number(now) - SLOTS;
    long runs = 0;
    long failures = 0;
    for (int place = 0; place < slots.length(); place++) {
      Slot slot = slots.get(place);
      if (slot != null && slot.number() > oldest) {
        runs += slot.runs().sum();
        failures += slot.failures().sum();
      }
    }
    return new Tally(runs, failures);
  }

  private long number(Instant now) {
    return now.toEpochMilli() / slotMillis;
  }
}

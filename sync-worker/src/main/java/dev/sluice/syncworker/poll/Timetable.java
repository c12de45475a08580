package dev.sluice.syncworker.poll;

import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When each environment's branch is to be looked at, after the last look that is known of, whoever's
 * that was. Thread-safe.
 */
final class Timetable {
  private record Slot(
      Environment environment, Watched watched, Instant looked, Instant due, boolean taken) {
    Duration asked() {
      return every(environment);
    }
  }

  /**
   * An environment whose turn it is; nobody else of this worker gets it until it's back.
   *
   * @param looked when the last look began that is known of
   */
  record Due(Environment environment, Watched watched, Instant looked) {}

  private final Pace pace;
  private final Map<EnvironmentName, Slot> slots = new HashMap<>();

  Timetable(Pace pace) {
    this.pace = pace;
  }

  private static Duration every(Environment environment) {
    return Duration.ofSeconds(environment.settings().repository().pollSeconds());
  }

  /** From now on these are looked at, and no others. */
  synchronized void follow(List<Environment> environments, Instant now) {
    Map<EnvironmentName, Slot> before = new HashMap<>(slots);
    slots.clear();
    for (Environment environment : environments) {
      if (!every(environment).isZero()) {
        slots.put(environment.name(), slot(environment, before.get(environment.name()), now));
      }
    }
  }

  private Slot slot(Environment environment, @Nullable Slot before, Instant now) {
    if (before == null) {
      Instant due = now.plus(pace.begin(every(environment)));
      // One that another worker has just looked at needn't be looked at again.
      Instant looked = now.minus(every(environment));
      return new Slot(environment, Watched.since(now), looked, due, false);
    }
    boolean same = before.asked().equals(every(environment));
    Instant due =
        same ? before.due() : now.plus(pace.after(every(environment), before.watched(), now));
    return new Slot(environment, before.watched(), before.looked(), due, before.taken());
  }

  /** Takes the one that is overdue longest. */
  synchronized Optional<Due> take(Instant now) {
    Optional<Slot> next =
        slots.values().stream()
            .filter(slot -> !slot.taken() && !slot.due().isAfter(now))
            .min(Comparator.comparing(Slot::due));
    next.ifPresent(slot ->
        slots.put(
            slot.environment().name(),
            new Slot(slot.environment(), slot.watched(), slot.looked(), slot.due(), true)));
    return next.map(slot -> new Due(slot.environment(), slot.watched(), slot.looked()));
  }

  /**
   * Puts it back, for the next time.
   *
   * @param ended when the last look did, from which the time to the next one counts
   */
  synchronized void putBack(Due done, Instant ended) {
    EnvironmentName name = done.environment().name();
    Slot slot = slots.get(name);
    if (slot != null) {
      Instant due = ended.plus(pace.after(slot.asked(), done.watched(), ended));
      slots.put(name, new Slot(slot.environment(), done.watched(), done.looked(), due, false));
    }
  }
}

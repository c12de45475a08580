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

/** When each environment's branch is to be looked at. Thread-safe. */
final class Timetable {
  private record Slot(Environment environment, Watched watched, Instant due, boolean taken) {
    Duration asked() {
      return every(environment);
    }
  }

  /** An environment whose turn it is; nobody else gets it until it's back. */
  record Due(Environment environment, Watched watched) {}

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
      return new Slot(environment, Watched.since(now), due, false);
    }
    boolean changed = before.environment().revision() != environment.revision();
    if (changed && before.watched().failures() > 0) {
      Instant due = now.plus(pace.begin(every(environment)));
      return new Slot(environment, before.watched().mended(), due, before.taken());
    }
    boolean same = before.asked().equals(every(environment));
    Instant due =
        same ? before.due() : now.plus(pace.after(every(environment), before.watched(), now));
    return new Slot(environment, before.watched(), due, before.taken());
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
            new Slot(slot.environment(), slot.watched(), slot.due(), true)));
    return next.map(slot -> new Due(slot.environment(), slot.watched()));
  }

  /** Puts it back, for the next time. */
  synchronized void putBack(EnvironmentName name, Watched watched, Instant now) {
    Slot slot = slots.get(name);
    if (slot != null) {
      Instant due = now.plus(pace.after(slot.asked(), watched, now));
      slots.put(name, new Slot(slot.environment(), watched, due, false));
    }
  }
}

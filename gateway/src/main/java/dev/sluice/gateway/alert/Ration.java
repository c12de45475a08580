package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * At most one alert of a kind a minute for each environment. Of those that come too soon the newest
 * is held until the minute is over, so that none is left unsaid, and tells how many went short
 * before it. Thread-safe.
 */
final class Ration {
  private static final Duration EACH = Duration.ofMinutes(1);

  private final Map<Name, Spent> spent = new HashMap<>();

  private record Name(EnvironmentName environment, AlertKind kind) {
    static Name of(Alert alert) {
      return new Name(alert.environment(), alert.kind());
    }
  }

  /** What was sent lately: one until then. */
  private record Spent(Instant until, @Nullable Held held) {}

  /**
   * An alert that waits for the minute's end.
   *
   * @param suppressed how many of its kind weren't sent since the last that was
   */
  record Held(Alert alert, Errand errand, int suppressed) {}

  /** What becomes of an alert. */
  sealed interface Verdict {
    /** It is to be sent. */
    record Sent() implements Verdict {}

    /**
     * It is held.
     *
     * @param instead of which it is: that one isn't going to be sent
     */
    record Kept(Optional<Held> instead) implements Verdict {}
  }

  synchronized Verdict take(Alert alert, Errand errand, Instant now) {
    if (!alert.kind().isRationed()) {
      return new Verdict.Sent();
    }
    Name name = Name.of(alert);
    Spent before = spent.getOrDefault(name, new Spent(Instant.MIN, null));
    Held instead = before.held();
    if (instead == null && !now.isBefore(before.until())) {
      spent.put(name, new Spent(now.plus(EACH), null));
      return new Verdict.Sent();
    }
    int suppressed = instead == null ? 0 : instead.suppressed() + 1;
    spent.put(name, new Spent(before.until(), new Held(alert, errand, suppressed)));
    return new Verdict.Kept(Optional.ofNullable(instead));
  }

  /** Those that are to be sent now, as their minutes are over. */
  synchronized List<Held> due(Instant now) {
    List<Held> due = new ArrayList<>();
    spent.replaceAll((_, before) -> {
      Held held = before.held();
      if (held == null || now.isBefore(before.until())) {
        return before;
      }
      due.add(held);
      return new Spent(now.plus(EACH), null);
    });
    return due;
  }

  /** All that are held, however early. */
  List<Held> rest() {
    return due(Instant.MAX.minus(EACH));
  }
}

package dev.sluice.gateway.guard;

import dev.sluice.gateway.live.BreakGlassWords;
import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every minute that an emergency switch is on, so that nobody forgets it. For one thread, but
 * for {@link #notes}.
 */
final class BreakGlassReminder {
  private static final Logger LOG = LoggerFactory.getLogger(BreakGlassReminder.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final LiveReleases live;
  private final InstantSource clock;
  private final Consumer<String> shouting;
  private Instant next;

  BreakGlassReminder(LiveReleases live, InstantSource clock) {
    this(live, clock, LOG::warn);
  }

  /** One that shouts elsewhere than into the process's log. */
  BreakGlassReminder(LiveReleases live, InstantSource clock, Consumer<String> shouting) {
    this.live = live;
    this.clock = clock;
    this.shouting = shouting;
    this.next = clock.instant().plus(EVERY);
  }

  /** Reminds, if it is time to. */
  void round() {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      words(BreakGlassWords::of).forEach(shouting);
    }
  }

  /** What whoever asks how this process is should know; for any thread. */
  List<String> notes() {
    return words(BreakGlassWords::briefly);
  }

  private List<String> words(BiFunction<EnvironmentName, BreakGlass, String> words) {
    return live.all().stream()
        .map(environment -> words(environment, words))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> words(
      LiveEnvironment environment, BiFunction<EnvironmentName, BreakGlass, String> words) {
    return environment.safeguards().breakGlass().map(on -> words.apply(environment.name(), on));
  }
}

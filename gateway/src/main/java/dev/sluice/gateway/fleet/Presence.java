package dev.sluice.gateway.fleet;

import dev.sluice.gateway.live.Follower;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.gateway.Gateway;
import dev.sluice.registry.gateway.Gateways;
import dev.sluice.registry.gateway.Served;
import dev.sluice.registry.gateway.ServedChanges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the registry that this gateway is there and what it serves: what is different when it is
 * different, and every few seconds that it is there. On a thread of its own, so that nobody waits
 * for it, and what can't be told now is told later. Owns that thread.
 */
public final class Presence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  private final Gateways gateways;
  private final Gateway gateway;
  private final Showing showing;
  private final BooleanSupplier away;
  private final Clock clock;
  private final Follower thread = new Follower("presence", this::turn);

  /** What is served by now, each with when that was noticed. */
  private Map<EnvironmentName, Served> serves = Map.of();

  /** What was told last; empty if nothing was, or if it was forgotten. */
  private Optional<Map<EnvironmentName, Served>> told = Optional.empty();

  private Instant toldAt = Instant.EPOCH;

  /** What a gateway shows of itself; asked again and again. */
  public interface Showing {
    /** The release that is served of each environment of which one is. */
    Map<EnvironmentName, Integer> releases();

    /** Whether what is served of it is what was kept on disk. */
    boolean isStandby(EnvironmentName environment);
  }

  /**
   * One that hasn't begun.
   *
   * @param away whether the registry can't be read now, so that nothing is told in vain
   */
  public Presence(
      Gateways gateways, Identity identity, Showing showing, BooleanSupplier away, Clock clock) {
    this.gateways = gateways;
    this.gateway = identity.starting(clock);
    this.showing = showing;
    this.away = away;
    this.clock = clock;
  }

  /** Begins to tell. */
  public void start() {
    thread.start();
  }

  /** What is served may be different now. */
  public void wake() {
    thread.wake();
  }

  /** One look at what is served, and what there is to tell of it. */
  void turn() {
    try {
      look();
      if (!away.getAsBoolean()) {
        tell();
      }
    } catch (RegistryException e) {
      LOG.debug("What is served here can't be told now", e);
    } catch (RuntimeException | Error e) {
      // Whatever it is, a thread that ended would make this gateway look gone.
      LOG.error("What is served here couldn't be told; it is tried again", e);
    }
  }

  private void look() {
    Instant now = clock.instant();
    Map<EnvironmentName, Served> next = new HashMap<>();
    showing
        .releases()
        .forEach((environment, release) -> {
          boolean standby = showing.isStandby(environment);
          Served before = serves.get(environment);
          next.put(
              environment,
              before != null && before.release() == release && before.standby() == standby
                  ? before
                  : new Served(release, standby, now));
        });
    serves = next;
  }

  private void tell() {
    if (told.isEmpty()) {
      arrive();
      return;
    }
    ServedChanges changes = ServedChanges.between(told.get(), serves);
    if (changes.isEmpty() && !isDue()) {
      return;
    }
    if (gateways.stays(gateway.id(), changes)) {
      noteTold();
    } else {
      // The registry was away for so long that this gateway was forgotten.
      arrive();
    }
  }

  private void arrive() {
    gateways.arrived(gateway, serves);
    noteTold();
  }

  private void noteTold() {
    told = Optional.of(serves);
    toldAt = clock.instant();
  }

  /** Also after the clock was turned back. */
  private boolean isDue() {
    Duration since = Duration.between(toldAt, clock.instant());
    return since.abs().compareTo(Gateways.HEARTBEAT) >= 0;
  }

  /** Lets the thread end after the turn it is at, without waiting for that. */
  public void stop() {
    thread.stop();
  }

  /** Tells that this gateway isn't there any more, if that can be told now. */
  @Override
  public void close() {
    thread.close();
    if (away.getAsBoolean()) {
      return;
    }
    try {
      gateways.left(gateway.id());
    } catch (RegistryException e) {
      LOG.debug("That this gateway ends can't be told; it will be noticed", e);
    }
  }
}

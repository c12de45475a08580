package dev.sluice.gateway.live;

import dev.sluice.gateway.access.KeyRing;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the registry: on every signal of this process, and each second for what other processes
 * changed. Keys and settings, the emergency switch among them, are followed by one thread, releases
 * by another, as these take as long as they take to compile. Owns both.
 */
public final class Activation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Activation.class);

  private final Registry registry;
  private final LiveReleases live;
  private final KeyRing keys;
  private final Follower settings = new Follower("settings", this::followSettings);
  private final Follower releases = new Follower("activation", this::followReleases);
  private final AtomicBoolean away = new AtomicBoolean();

  public Activation(Registry registry, LiveReleases live, KeyRing keys) {
    this.registry = registry;
    this.live = live;
    this.keys = keys;
  }

  /** Reads the registry once, then goes on in the background. */
  public void start() {
    registry
        .signals()
        .onEnvironmentChanged(environment -> {
          settings.wake();
          releases.wake();
        });
    turn(revisions -> {
      keys.catchUp(revisions.keys());
      live.begin(revisions);
    });
    settings.start();
    releases.start();
  }

  /** One turn of each. */
  void follow() {
    followSettings();
    followReleases();
  }

  private void followSettings() {
    turn(revisions -> {
      keys.catchUp(revisions.keys());
      live.settle(revisions);
    });
  }

  private void followReleases() {
    turn(live::catchUp);
  }

  private void turn(Consumer<Revisions> step) {
    try {
      step.accept(registry.revisions());
      away.set(false);
    } catch (RegistryException e) {
      if (!away.getAndSet(true)) {
        LOG.warn("The registry can't be read; what is live stays live: {}", e.getMessage());
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, a thread that ended would leave this process behind for good.
      LOG.error("Following the registry failed; it is tried again", e);
    }
  }

  /** Lets both threads end after the turn they are at, without waiting for that. */
  public void stop() {
    settings.stop();
    releases.stop();
  }

  @Override
  public void close() {
    stop();
    settings.close();
    releases.close();
  }
}

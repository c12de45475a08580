package dev.sluice.gateway.live;

import dev.sluice.gateway.access.KnownKeys;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
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
  private final KnownKeys keys;
  private final Continuity continuity;
  private final Follower settings = new Follower("settings", this::followSettings);
  private final Follower releases = new Follower("activation", this::followReleases);

  private volatile boolean stumbled;

  /**
   * How what is served outlives the registry, and who is told of it.
   *
   * @param served told whenever what is served may be different; must be quick and not throw
   */
  public record Continuity(Contact contact, Outage outage, Fallback fallback, Runnable served) {}

  public Activation(Registry registry, LiveReleases live, KnownKeys keys, Continuity continuity) {
    this.registry = registry;
    this.live = live;
    this.keys = keys;
    this.continuity = continuity;
  }

  /** Reads the registry once, then goes on in the background. */
  public void start() {
    registry
        .signals()
        .onEnvironmentChanged(environment -> {
          settings.wake();
          releases.wake();
        });
    registry.signals().onKeysChanged(settings::wake);
    if (!turn(this::begin)) {
      continuity.outage().goesOn();
    }
    settings.start();
    releases.start();
  }

  private void begin(Heard heard) {
    keys.catchUp(heard.revisions().keys());
    live.begin(heard.revisions(), this::askAgain);
  }

  /** One turn of each. */
  void follow() {
    followSettings();
    followReleases();
  }

  private void followSettings() {
    boolean heard =
        turn(it -> {
          keys.catchUp(it.revisions().keys());
          live.settle(it.revisions(), this::askAgain);
        });
    if (!heard) {
      continuity.outage().goesOn();
    }
  }

  private void followReleases() {
    turn(heard -> {
      live.catchUp(heard.revisions(), this::askAgain);
      continuity.outage().ended(heard.revisions().environments().keySet());
      continuity.served().run();
      continuity.fallback().heard(heard);
    });
  }

  /** Throws if the registry went away in the middle of a turn: then that is over. */
  private void askAgain() {
    var _ = continuity.contact().ask(registry);
  }

  /** Whether the registry was heard. */
  private boolean turn(Consumer<Heard> step) {
    try {
      step.accept(continuity.contact().ask(registry));
      stumbled = false;
      return true;
    } catch (RegistryException e) {
      boolean heard = !continuity.contact().isLost();
      if (heard && !stumbled) {
        LOG.warn("Not all of the registry can be read; it is tried again: {}", e.getMessage());
      }
      stumbled = heard;
      return heard;
    } catch (RuntimeException | Error e) {
      // Whatever it is, a thread that ended would leave this process behind for good.
      LOG.error("Following the registry failed; it is tried again", e);
      return true;
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
    if (!continuity.contact().isLost()) {
      // So that what is kept is as new as can be.
      turn(continuity.fallback()::heard);
    }
  }
}

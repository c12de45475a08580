package dev.sluice.registry;

import dev.sluice.registry.environment.EnvironmentName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells listeners in this process that something was committed. A hint, never the truth: a listener
 * re-reads the registry, and polls it for what other processes committed. Thread-safe; listeners
 * run on the committing thread, or on the one that hears other processes, and must be quick and not
 * throw.
 */
public final class Signals {
  private final List<Runnable> syncQueued = new CopyOnWriteArrayList<>();
  private final List<Runnable> connectionTestAsked = new CopyOnWriteArrayList<>();
  private final List<Runnable> noticeDue = new CopyOnWriteArrayList<>();
  private final List<Runnable> keysChanged = new CopyOnWriteArrayList<>();
  private final List<Consumer<EnvironmentName>> environmentChanged = new CopyOnWriteArrayList<>();

  /** Calls {@code listener} after each sync that was queued, or queued again. */
  public void onSyncQueued(Runnable listener) {
    syncQueued.add(listener);
  }

  /** Calls {@code listener} after each connection test that was asked for. */
  public void onConnectionTestAsked(Runnable listener) {
    connectionTestAsked.add(listener);
  }

  /** Calls {@code listener} whenever a Git host may have to be told something. */
  public void onNoticeDue(Runnable listener) {
    noticeDue.add(listener);
  }

  /** Calls {@code listener} after each API key that was made or revoked. */
  public void onKeysChanged(Runnable listener) {
    keysChanged.add(listener);
  }

  /**
   * Calls {@code listener} after each change to an environment's settings, variables or release.
   */
  public void onEnvironmentChanged(Consumer<EnvironmentName> listener) {
    environmentChanged.add(listener);
  }

  /** For stores: call after the commit. */
  public void syncQueued() {
    syncQueued.forEach(Runnable::run);
  }

  /** For stores: call after the commit. */
  public void connectionTestAsked() {
    connectionTestAsked.forEach(Runnable::run);
  }

  /** For stores: call after the commit. */
  public void noticeDue() {
    noticeDue.forEach(Runnable::run);
  }

  /** For stores: call after the commit. */
  public void keysChanged() {
    keysChanged.forEach(Runnable::run);
  }

  /** For stores: call after the commit. */
  public void environmentChanged(EnvironmentName environment) {
    environmentChanged.forEach(listener -> listener.accept(environment));
  }
}

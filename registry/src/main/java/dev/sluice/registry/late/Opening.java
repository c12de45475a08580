package dev.sluice.registry.late;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a registry in the background, again and again until it is there, and stands for it
 * meanwhile. Thread-safe. Owns its thread, and the registry once it is open.
 */
public final class Opening implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<Registry> opener;
  private final Signals signals = new Signals();
  private final ScheduledThreadPoolExecutor thread = thread();
  private final List<Runnable> waiting = new ArrayList<>();
  private @Nullable Registry opened;
  private String why;

  private Opening(Supplier<Registry> opener, String why) {
    this.opener = opener;
    this.why = why;
  }

  /**
   * Begins.
   *
   * @param opener throws {@link RegistryException} while there's nothing to open
   * @param failed why it couldn't be opened at first
   */
  public static Opening begin(Supplier<Registry> opener, RegistryException failed) {
    Opening opening = new Opening(opener, String.valueOf(failed.getMessage()));
    opening.soon(opening::attempt);
    return opening;
  }

  /** What it still has to do when it is shut down isn't done any more, nor what comes after. */
  private static ScheduledThreadPoolExecutor thread() {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(
            1, task -> new Thread(task, "registry-opening"), new DiscardPolicy());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return thread;
  }

  private void soon(Runnable task) {
    var _ = thread.schedule(task, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The registry, to be used at once: until it is open, all it is asked throws {@link
   * RegistryException}. Closing it does nothing.
   */
  public Registry registry() {
    return new LateRegistry(this::opened, signals);
  }

  private synchronized Registry opened() {
    if (opened == null) {
      throw new RegistryException(why);
    }
    return opened;
  }

  /**
   * Takes that step once the registry is open, on the thread that opens it: again and again, after
   * a pause, while it throws {@link RegistryException}, as an opened registry may well be away
   * again. Anything else that it throws is logged, and that is that.
   */
  public void whenOpen(Runnable step) {
    synchronized (this) {
      if (opened == null) {
        waiting.add(step);
        return;
      }
    }
    thread.execute(() -> take(step, ""));
  }

  private void attempt() {
    try {
      Registry real = opener.get();
      forward(real.signals());
      List<Runnable> steps = there(real);
      LOG.info("The registry is there now");
      steps.forEach(step -> take(step, ""));
    } catch (RuntimeException | Error e) {
      complain(String.valueOf(e.getMessage()));
      soon(this::attempt);
    }
  }

  private void forward(Signals real) {
    real.onSyncQueued(signals::syncQueued);
    real.onConnectionTestAsked(signals::connectionTestAsked);
    real.onNoticeDue(signals::noticeDue);
    real.onKeysChanged(signals::keysChanged);
    real.onEnvironmentChanged(signals::environmentChanged);
  }

  private synchronized List<Runnable> there(Registry real) {
    if (thread.isShutdown()) {
      real.close();
      return List.of();
    }
    opened = real;
    return List.copyOf(waiting);
  }

  private void take(Runnable step, String failed) {
    try {
      step.run();
      if (!failed.isEmpty()) {
        LOG.info("What waited for the registry is done now");
      }
    } catch (RegistryException e) {
      String now = String.valueOf(e.getMessage());
      if (!now.equals(failed)) {
        LOG.warn("What waited for the registry can't be done yet: {}", now);
      }
      soon(() -> take(step, now));
    } catch (RuntimeException | Error e) {
      LOG.error("What waited for the registry failed", e);
    }
  }

  private synchronized void complain(String now) {
    if (!now.equals(why)) {
      LOG.warn("The registry still can't be opened: {}", now);
      why = now;
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Opening the registry couldn't be broken off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeOpened();
  }

  private synchronized void closeOpened() {
    if (opened != null) {
      opened.close();
    }
  }
}

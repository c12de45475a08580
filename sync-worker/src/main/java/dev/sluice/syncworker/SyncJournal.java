package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.ClaimLostException;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncLogLine.Level;
import dev.sluice.registry.sync.Syncs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log of one sync that this worker has, up to a bound: lines that come close together at once, as each writing
 * waits for the disk, and none later than people would notice. One thread writes, and sees to it
 * that all is {@link #flush written} before others may take the log for complete. What is found
 * once the sync has ended goes into the logs of what it built, too.
 */
final class SyncJournal {
  private static final Logger log = LoggerFactory.getLogger(SyncJournal.class);
  private static final int MAX_LINES = 500;
  private static final int MAX_LENGTH = 2_000;
  private static final Duration LATEST = Duration.ofMillis(200);

  private final Syncs syncs;
  private final Deployments deployments;
  private final Claim sync;
  private final Clock clock;
  private final List<Runnable> afterwards = new ArrayList<>();
  private final List<SyncLogLine> waiting = new ArrayList<>();
  private int written;
  private volatile List<Deployment> built = List.of();

  SyncJournal(Registry registry, Claim sync, Clock clock) {
    this.syncs = registry.syncs();
    this.deployments = registry.deployments();
    this.sync = sync;
    this.clock = clock;
  }

  void info(String text) {
    write(Level.INFO, text);
  }

  void warn(String text) {
    write(Level.WARN, text);
  }

  void error(String text) {
    write(Level.ERROR, text);
  }

  /** Past the bound, only errors are still written. */
  synchronized void write(Level level, String text) {
    written++;
    if (written <= MAX_LINES || level == Level.ERROR) {
      append(level, text);
    } else if (written == MAX_LINES + 1) {
      append(Level.WARN, "More was said than is kept here");
    }
  }

  /** That is what it made. */
  void built(List<Deployment> made) {
    built = List.copyOf(made);
  }

  /** Puts that, a line each, into the build log of what it made of a file, if it made anything. */
  void addToBuildLog(String file, String lines) {
    built.stream()
        .filter(it -> it.workflow().file().equals(file))
        .forEach(it -> deployments.addToBuildLog(it.id(), lines));
  }

  /** Has that done once the sync has ended: what it writes is still part of the log. */
  void afterwards(Runnable what) {
    afterwards.add(what);
  }

  /**
   * The sync has ended. What is to be done afterwards begins, on a thread of its own, as others
   * wait for this one.
   */
  Optional<Thread> finish() {
    flush();
    return afterwards.isEmpty()
        ? Optional.empty()
        : Optional.of(Thread.ofPlatform().daemon().name("sync-afterwards").start(this::goOn));
  }

  private void goOn() {
    try {
      afterwards.forEach(Runnable::run);
      flush();
    } catch (ClaimLostException e) {
      log.info("the log lacks what was found later: {}", e.getMessage());
    } catch (RegistryException e) {
      log.info("the log of {} lacks what was found later", sync.sync(), e);
    }
  }

  /** Writes what waits to be written. */
  synchronized void flush() {
    syncs.log(sync, List.copyOf(waiting));
    waiting.clear();
  }

  private synchronized void append(Level level, String text) {
    String shown = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    waiting.add(new SyncLogLine(clock.instant(), level, shown));
    if (waiting.size() == 1) {
      Thread.ofVirtual().name("sync-log").start(this::flushLater);
    }
  }

  private void flushLater() {
    try {
      Thread.sleep(LATEST);
      flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RegistryException | ClaimLostException e) {
      log.debug("the log of {} isn't written yet", sync.sync(), e);
    }
  }
}

package dev.sluice.gateway.standby;

import dev.sluice.gateway.live.Fallback;
import dev.sluice.gateway.live.Follower;
import dev.sluice.gateway.live.Heard;
import dev.sluice.gateway.live.Timekeeper;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.EnvironmentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's own memory of its registry, on disk: all that runs need, written in the background
 * while the registry can be read, and read once by a process that starts while it can't. Owns its
 * thread; close it when no more is heard, and it writes what it heard last. Thread-safe.
 */
public final class Standby implements Fallback, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standby.class);

  /** A process that has just started has better things to do. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final StandbySettings settings;
  private final SealedFolder folder;
  private final Timekeeper time;
  private final Keeper keeper;
  private final StandbyLock lock;
  private final Follower thread = new Follower("standby", this::turn);
  private final AtomicReference<@Nullable Heard> heard = new AtomicReference<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Instant begins = Instant.MAX;
  private @Nullable Heard latest;
  private boolean failing;

  private Standby(StandbySettings settings, Original original, Timekeeper time) {
    this.settings = settings;
    this.folder = new SealedFolder(settings.folder(), settings.vault());
    this.time = time;
    this.keeper = new Keeper(folder, settings.registry(), original, time);
    this.lock = new StandbyLock(settings.folder());
  }

  /**
   * One that keeps nothing before it's started.
   *
   * @param served the number of the release that is served of an environment; 0 for none
   */
  public static Standby of(
      StandbySettings settings,
      Registry registry,
      ToIntFunction<EnvironmentName> served,
      Timekeeper time) {
    return new Standby(settings, new Original(registry, served), time);
  }

  /** Begins to keep what it hears. */
  public void start() {
    begins = time.instant().plus(SETTLING);
    thread.start();
  }

  /** Whether something was kept in that folder. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve("index"));
  }

  /** Deletes all that was kept there: it isn't wanted any more. */
  public static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept in " + folder + " can't be deleted", e);
    }
  }

  /** Written with the next look, within a second: many releases in one cost one writing. */
  @Override
  public void heard(Heard news) {
    heard.set(news);
  }

  @Override
  public Restored restore() {
    return new Restoring(folder, settings, time).restore();
  }

  /** How often something couldn't be written. */
  public int failures() {
    return failures.get();
  }

  private void turn() {
    if (!time.instant().isBefore(begins)) {
      keep(false);
    }
  }

  private synchronized void keep(boolean last) {
    Heard news = news(last);
    try {
      if (!lock.take()) {
        return;
      }
      if (news == null) {
        keeper.passTime();
      } else {
        keeper.round(news, last);
      }
      failing = false;
    } catch (RegistryException e) {
      LOG.debug("What is served can't be read now, to be kept", e);
    } catch (IOException | RuntimeException | Error e) {
      complain(e);
    }
  }

  /** What was heard since; in the end, what was heard last. */
  private @Nullable Heard news(boolean last) {
    Heard news = heard.getAndSet(null);
    latest = news == null ? latest : news;
    return last ? latest : news;
  }

  private void complain(Throwable e) {
    failures.incrementAndGet();
    if (!failing) {
      failing = true;
      LOG.error(
          "What is served can't be kept in {}: a start without the registry would serve what was"
              + " kept before, or nothing. Check the disk and the folder's rights; it is tried"
              + " again",
          settings.folder(),
          e);
    }
  }

  /** Lets the thread end after what it is at, without waiting for that. */
  public void stop() {
    thread.stop();
  }

  @Override
  public void close() {
    thread.close();
    keep(true);
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("The lock couldn't be given back; the end of the process does", e);
    }
  }
}

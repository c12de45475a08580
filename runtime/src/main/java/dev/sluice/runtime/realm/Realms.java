package dev.sluice.runtime.realm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All realms, by environment: a realm made for one never serves another. Spares are made ahead and
 * old ones closed on a thread of its own. Thread-safe.
 */
public final class Realms implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Realms.class);
  private static final Duration IDLE_AT_MOST = Duration.ofMinutes(5);

  private final RealmFactory factory;
  private final Map<String, RealmPool> pools = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor background =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("sluice-realms").factory());

  public Realms(RealmFactory factory) {
    this.factory = factory;
    background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var _ = background.scheduleWithFixedDelay(this::closeIdle, 1, 1, TimeUnit.MINUTES);
  }

  /** A realm for that environment, an idle one or a new one. Give it back, or discard it. */
  public Realm take(String environment) {
    Realm idle = pool(environment).poll();
    return idle == null ? factory.make() : idle;
  }

  /** Takes back a realm whose run has ended by itself. */
  public void giveBack(String environment, Realm realm) {
    if (!pool(environment).offer(realm, System.nanoTime())) {
      close(realm);
    }
  }

  /** Closes a realm that had to be interrupted, and has another made in its place. */
  public void discard(String environment, Realm realm) {
    background.execute(() -> close(realm));
    prepare(environment);
  }

  /** Has an idle realm made for that environment, unless there is one. */
  public void prepare(String environment) {
    background.execute(() -> {
      RealmPool pool = pool(environment);
      if (pool.isEmpty()) {
        giveBack(environment, factory.make());
      }
    });
  }

  private RealmPool pool(String environment) {
    @Nullable RealmPool pool = pools.get(environment);
    return pool != null ? pool : pools.computeIfAbsent(environment, name -> new RealmPool());
  }

  private void closeIdle() {
    long then = System.nanoTime() - IDLE_AT_MOST.toNanos();
    pools.values().forEach(pool -> pool.removeIdleSince(then).forEach(Realms::close));
  }

  private static void close(Realm realm) {
    try {
      realm.close();
    } catch (RuntimeException e) {
      log.warn("A realm couldn't be closed; its memory stays taken", e);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
    pools.values().forEach(pool -> pool.close().forEach(Realms::close));
    factory.close();
  }
}

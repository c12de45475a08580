package dev.sluice.runtime.realm;

import dev.sluice.runtime.SaturatedException;
import dev.sluice.runtime.watch.Collector;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All realms, by environment: a realm made for one never serves another. They are made and closed
 * on a few threads of their own, one ahead of need, so that a rush of runs doesn't become a rush of
 * making. Thread-safe.
 */
public final class Realms implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Realms.class);
  private static final Duration IDLE_AT_MOST = Duration.ofMinutes(5);

  /** One realm for so much of the heap may be idle: they hold 2 MB each, a quarter of it then. */
  private static final long HEAP_FOR_ONE_IDLE = 8L << 20;

  /** How long closing waits for what is under way. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How long the collector has, after realms were dropped, before more are. */
  private static final Duration RELIEF = Duration.ofSeconds(2);

  /** How long those that wait for a realm do so before it is tried again to make one. */
  private static final Duration RETRY = Duration.ofMillis(200);

  private final RealmFactory factory;
  private final Function<RealmPool, Realm> making;
  private final int share;
  private final Collector collector = Collector.ofThisProcess();
  private final AtomicLong shedNanos = new AtomicLong(System.nanoTime() - RELIEF.toNanos());
  private final Map<String, RealmPool> pools = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor makers =
      new ScheduledThreadPoolExecutor(
          java.lang.Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("sluice-realms-", 0).factory());

  /**
   * @param share how many realms one environment may have
   */
  public Realms(RealmFactory factory, int share) {
    this(factory, factory::make, share);
  }

  /** With another way to make realms than the factory's own. */
  Realms(RealmFactory factory, Function<RealmPool, Realm> making, int share) {
    this.factory = factory;
    this.making = making;
    this.share = share;
    // Once closed, what is left goes with the engine.
    makers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    var _ = makers.scheduleWithFixedDelay(this::closeIdle, 5, 5, TimeUnit.SECONDS);
  }

  /** An idle realm of that environment, if there is one. Give it back, or discard it. */
  public Optional<Realm> poll(String environment) {
    RealmPool pool = pool(environment);
    @Nullable Realm realm = pool.poll();
    makeIfWanted(pool);
    return Optional.ofNullable(realm);
  }

  /**
   * A realm for that environment, an idle one or a new one. Give it back, or discard it.
   *
   * @throws SaturatedException if there's none within {@code patience}
   */
  public Realm take(String environment, Duration patience) {
    return poll(environment).orElseGet(() -> await(pool(environment), patience));
  }

  private Realm await(RealmPool pool, Duration patience) {
    try {
      @Nullable Realm realm = pool.take(patience);
      makeIfWanted(pool);
      if (realm != null) {
        return realm;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SaturatedException(
        "no realm was free within " + patience.toMillis() + " ms: too many runs at once");
  }

  /** Takes back a realm whose run has ended by itself; closes it if its environment is no more. */
  public void giveBack(Realm realm) {
    RealmPool pool = realm.home();
    if (!pool.giveBack(realm, System.nanoTime())) {
      makers.execute(() -> close(realm));
      makeIfWanted(pool);
    }
  }

  /** Closes a realm that had to be interrupted, and has another made in its place. */
  public void discard(Realm realm) {
    RealmPool pool = realm.home();
    pool.discard(realm);
    makers.execute(() -> close(realm));
    makeIfWanted(pool);
  }

  /**
   * Drops the realms of the environment whose runs have allocated most in them, as the heap is
   * short: they may hold what runs left behind. Does nothing if some were dropped a moment ago.
   * Returns at once.
   */
  public void shed() {
    long now = System.nanoTime();
    long before = shedNanos.get();
    if (now - before > RELIEF.toNanos() && shedNanos.compareAndSet(before, now)) {
      pools.entrySet().stream()
          .max(Comparator.comparingLong(entry -> entry.getValue().allocated()))
          .ifPresent(entry -> shed(entry.getKey(), entry.getValue()));
    }
  }

  private void shed(String environment, RealmPool pool) {
    log.warn(
        "The heap is filling up: dropping the realms of {}, which allocated most", environment);
    pool.shed().forEach(realm -> makers.execute(() -> close(realm)));
    // Else they go when everything stops for the collector anyway.
    if (collector.concurrentWhenAsked()) {
      makers.execute(System::gc);
    }
  }

  /** Closes the realms of an environment that is no more. */
  public void forget(String environment) {
    @Nullable RealmPool pool = pools.remove(environment);
    if (pool != null) {
      pool.close().forEach(realm -> makers.execute(() -> close(realm)));
    }
  }

  /** How many there are, idle or in use, of all environments. */
  public int count() {
    return pools.values().stream().mapToInt(RealmPool::size).sum();
  }

  /** How many are in use, of all environments. */
  public int inUse() {
    return pools.values().stream().mapToInt(RealmPool::inUse).sum();
  }

  /** How many runs and checks wait for one, of all environments. */
  public int awaited() {
    return pools.values().stream().mapToInt(RealmPool::awaited).sum();
  }

  private void makeIfWanted(RealmPool pool) {
    if (pool.begin()) {
      makers.execute(() -> make(pool));
    }
  }

  /** Makes one; further ones that are wanted queue up behind other environments'. */
  private void make(RealmPool pool) {
    boolean made = tryToMake(pool);
    pool.end();
    if (made) {
      makeIfWanted(pool);
    } else {
      var _ = makers.schedule(() -> makeIfAwaited(pool), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Who comes after a failure begins to make one anyway, but who came before would wait in vain.
   */
  private void makeIfAwaited(RealmPool pool) {
    if (pool.isAwaited()) {
      makeIfWanted(pool);
    }
  }

  /** An error too, such as a full heap's, leaves others waiting for what would be made next. */
  private boolean tryToMake(RealmPool pool) {
    try {
      if (pool.isWanted()) {
        add(pool, making.apply(pool));
      }
      return true;
    } catch (RuntimeException | Error e) {
      log.error("A realm couldn't be made", e);
      return false;
    }
  }

  private static void add(RealmPool pool, Realm realm) {
    if (!pool.add(realm, System.nanoTime())) {
      close(realm);
    }
  }

  private RealmPool pool(String environment) {
    @Nullable RealmPool pool = pools.get(environment);
    return pool != null ? pool : pools.computeIfAbsent(environment, name -> new RealmPool(share));
  }

  /** What is scheduled and throws, on a full heap for one, isn't done again. */
  private void closeIdle() {
    try {
      closeIdle(System.nanoTime(), java.lang.Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE_IDLE);
    } catch (RuntimeException | Error e) {
      // They are closed in five seconds, then.
    }
  }

  /** Closes those that nobody has wanted for long and, while there are more, the next longest. */
  void closeIdle(long nowNanos, long most) {
    List<Long> oldestFirst =
        pools.values().stream()
            .flatMap(pool -> pool.idleSince().stream())
            .map(since -> nowNanos - since)
            .sorted(Comparator.reverseOrder())
            .toList();
    long tooMany = oldestFirst.size() - most;
    long age = IDLE_AT_MOST.toNanos();
    if (tooMany > 0) {
      age = Math.min(age, oldestFirst.get((int) tooMany - 1));
    }
    long then = nowNanos - age + 1;
    pools.values().forEach(pool -> pool.removeIdleSince(then).forEach(Realms::close));
  }

  private static void close(Realm realm) {
    try {
      realm.close();
    } catch (RuntimeException e) {
      log.warn("A realm couldn't be closed; its memory stays taken", e);
    }
  }

  /**
   * Gives out no more, and waits for those that are taken: the engine doesn't bear being closed
   * under what runs.
   *
   * @return whether all were given back or discarded within {@code patience}
   */
  public boolean drain(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    pools
        .values()
        .forEach(pool -> pool.close().forEach(realm -> makers.execute(() -> close(realm))));
    try {
      for (RealmPool pool : pools.values()) {
        if (!pool.awaitReturn(deadline)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Closes all that are idle. Waits for what is being made or closed: the engine doesn't bear being
   * closed, or a thread being interrupted, in the middle of that.
   */
  @Override
  public void close() {
    List<Realm> idle = pools.values().stream().flatMap(pool -> pool.close().stream()).toList();
    makers.shutdown();
    awaitMakers();
    idle.forEach(Realms::close);
    factory.close();
  }

  private void awaitMakers() {
    try {
      if (!makers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("A realm is still being made or closed while the engine closes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

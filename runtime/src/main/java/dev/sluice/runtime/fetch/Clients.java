package dev.sluice.runtime.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.RunLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways out of this process, one for each environment and reach: a connection made under one
 * policy is never used under another, and no environment waits for another's. Those that nobody
 * uses are closed. Thread-safe.
 */
public final class Clients implements AutoCloseable {
  /**
   * What an outlet is for.
   *
   * @param reach how far it leads
   */
  record Place(String environment, Reach reach) {}

  private static final Logger log = LoggerFactory.getLogger(Clients.class);

  /** How long closing waits for outlets to be closed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration IDLE_AT_MOST = Duration.ofMinutes(10);

  private final Timers timers = new Timers();
  private final LoadingCache<Place, Outlet> outlets;

  /**
   * Closing an outlet can take seconds: not on a run's thread, and not where others' work waits.
   */
  private final ExecutorService closing =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("sluice-fetch-close").factory());

  public Clients() {
    this(Network.OF_THIS_MACHINE);
  }

  Clients(Network network) {
    this(network, IDLE_AT_MOST);
  }

  /**
   * @param idleAtMost how long an outlet stays open that nobody uses
   */
  Clients(Network network, Duration idleAtMost) {
    outlets =
        Caffeine.newBuilder()
            .expireAfterAccess(idleAtMost)
            .scheduler(Scheduler.systemScheduler())
            .executor(closing)
            .removalListener((@Nullable Place place, @Nullable Outlet outlet, RemovalCause cause) ->
                close(outlet))
            .build(place -> new Outlet(place.reach(), network));
  }

  /**
   * Starts an outlet of nobody's and sends it where it may not go, so that the first run needn't
   * wait.
   */
  public void warmUp() {
    Place nowhere = new Place("", new Reach(new EgressPolicy.PublicInternet(), Optional.empty()));
    Exchange exchange = new Exchange(RunLimits.DEFAULT.fetching(), true);
    send(nowhere, SimpleRequestBuilder.get("http://127.0.0.1:9/").build(), exchange);
    exchange.result().join();
    outlets.invalidate(nowhere);
  }

  void send(Place place, SimpleHttpRequest message, Exchange exchange) {
    timers.watch(exchange);
    outlet(place).send(message, exchange);
  }

  Outlet outlet(Place place) {
    return outlets.get(place);
  }

  /** Closes what is open for an environment that is no more. */
  public void forget(String environment) {
    outlets.asMap().keySet().removeIf(place -> place.environment().equals(environment));
  }

  private static void close(@Nullable Outlet outlet) {
    if (outlet != null) {
      outlet.close();
    }
  }

  /** Closes all outlets; they are closed when it returns, unless one takes very long. */
  @Override
  public void close() {
    outlets.invalidateAll();
    outlets.cleanUp();
    closing.shutdown();
    try {
      if (!closing.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        log.warn("An HTTP client is still being closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timers.close();
  }
}

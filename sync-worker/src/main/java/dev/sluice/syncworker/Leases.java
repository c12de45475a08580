package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.Syncs;
import dev.sluice.registry.sync.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The syncs that this worker has. Each is its own while it says so often enough; a worker that says
 * nothing more is taken for dead, and others go on with what it had. Thread-safe.
 */
final class Leases {
  private static final Logger log = LoggerFactory.getLogger(Leases.class);

  /** How often a lease is renewed before it would end. */
  private static final int RENEWALS = 3;

  /** How {@link Syncs} gives one. */
  private interface Giving {
    Optional<Sync> to(Worker worker, Instant now, Instant until);
  }

  private final Registry registry;
  private final Worker worker;
  private final Duration length;
  private final Clock clock;
  private final Set<Lease> held = ConcurrentHashMap.newKeySet();
  private volatile boolean away;

  /**
   * None yet.
   *
   * @param length how long one lasts
   */
  Leases(Registry registry, Worker worker, Duration length, Clock clock) {
    this.registry = registry;
    this.worker = worker;
    this.length = length;
    this.clock = clock;
  }

  /** Takes the sync of a branch that is due, for the calling thread. */
  Optional<Lease> claim() {
    return claim(registry.syncs()::claim);
  }

  /** The same for a check of a pull request. */
  Optional<Lease> claimCheck() {
    return claim(registry.syncs()::claimCheck);
  }

  private Optional<Lease> claim(Giving giving) {
    Instant now = clock.instant();
    Instant until = now.plus(length);
    Optional<Lease> claimed =
        giving.to(worker, now, until).map(sync -> new Lease(sync, until, this));
    claimed.ifPresent(held::add);
    return claimed;
  }

  void forget(Lease lease) {
    held.remove(lease);
  }

  /**
   * Renews those that are due. A sync that was lost is broken off; so is one whose lease has ended
   * while the registry couldn't be asked.
   */
  void renew() {
    Instant now = clock.instant();
    Instant soon = now.plus(length).minus(length.dividedBy(RENEWALS));
    List<Lease> due = held.stream().filter(lease -> lease.endsBy(soon)).toList();
    if (due.isEmpty()) {
      return;
    }
    try {
      renew(due, now.plus(length));
      away = false;
    } catch (RegistryException e) {
      if (!away) {
        log.warn("Leases can't be renewed, and go on until they end: {}", e.getMessage());
      }
      away = true;
      Instant after = clock.instant();
      due.stream().filter(it -> it.endsBy(after)).forEach(it -> it.lose(Lease.Loss.OVER));
    }
  }

  private void renew(List<Lease> due, Instant until) {
    List<Claim> lost = registry.syncs().renew(due.stream().map(Lease::claim).toList(), until);
    for (Lease lease : due) {
      if (lost.contains(lease.claim())) {
        lease.lose(Lease.Loss.TAKEN);
      } else {
        lease.renewed(until);
      }
    }
  }

  /**
   * Has others take what this worker had: what it still does about that counts for nothing.
   *
   * @return how many syncs wait again
   */
  int giveBack() {
    return registry.syncs().giveBack(worker.id());
  }

  /**
   * The same for what it had when its process last ended without doing so.
   *
   * @return how many syncs wait again
   */
  int reclaim() {
    return registry.syncs().reclaim(worker.id());
  }

  /** Whose they are. */
  Worker worker() {
    return worker;
  }
}

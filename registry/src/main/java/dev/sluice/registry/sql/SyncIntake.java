package dev.sluice.registry.sql;

import dev.sluice.registry.audit.Change;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Queues what was pushed or asked for, within one transaction. */
record SyncIntake(Handle transaction, Clock clock, Trail trail) {

  /**
   * @param request the pull request that it is about; empty for a branch
   */
  Sync accept(Push push, Optional<PullRequest> request) {
    SqlEnvironments.require(transaction, push.environment());
    Instant now = clock.instant();
    Deliveries deliveries = new Deliveries(transaction);
    deliveries.forgetOld(now);
    Optional<Sync> before = deliveries.find(push);
    if (before.isPresent()) {
      return before
          .filter(sync -> sync.status() == SyncStatus.FAILED)
          .map(failed -> told(queue().addAgain(failed, now)))
          .orElseGet(before::get);
    }
    Optional<Sync> same = request.flatMap(it -> check(push.environment(), it));
    Sync sync = same.orElseGet(() -> queued(push, request));
    deliveries.add(push, sync.id(), now);
    return sync;
  }

  /** Hosts tell of a pull request that has only been given another title or label, too. */
  private Optional<Sync> check(EnvironmentName environment, PullRequest request) {
    return queue()
        .check(environment, request.number())
        .filter(it -> it.pullRequest().equals(Optional.of(request)));
  }

  private Sync queued(Push push, Optional<PullRequest> request) {
    String cause = Sync.PUSH + push.deliveryId();
    return add(push.environment(), new Sync.Purpose(cause, CommitId.parse(push.head()), request));
  }

  /** Queues what no push asked for. */
  Sync request(EnvironmentName environment, Sync.Purpose purpose) {
    SqlEnvironments.require(transaction, environment);
    return add(environment, purpose);
  }

  private Sync add(EnvironmentName environment, Sync.Purpose purpose) {
    return told(queue().add(SyncId.next(clock), environment, purpose, clock.instant()));
  }

  private Sync told(Sync sync) {
    Change change = Change.of("sync.request", sync.environment(), sync.id().value());
    trail.add(transaction, change.with("cause", sync.cause()));
    return sync;
  }

  private SyncQueue queue() {
    return new SyncQueue(transaction);
  }
}

package dev.sluice.gateway.alert;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.Syncs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alert for each sync that was rejected or failed, whichever process ran it. The registry
 * remembers which were told: of several gateways one tells, and one that is killed meanwhile leaves
 * it to another. For one thread.
 */
public final class SyncAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(SyncAlerts.class);

  /** Longer than all tries to send one take; a crash in between delays it by that. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  /** One that couldn't be tried so soon could still be under way when its lease ends. */
  private static final Duration BEGUN_WITHIN = LEASE.minus(Delivery.LONGEST);

  private static final int AT_ONCE = 50;
  private static final int MOST_PROBLEMS = 20;

  private final Syncs syncs;
  private final Environments environments;
  private final Alerts alerts;
  private final InstantSource clock;

  public SyncAlerts(Syncs syncs, Environments environments, Alerts alerts, InstantSource clock) {
    this.syncs = syncs;
    this.environments = environments;
    this.alerts = alerts;
    this.clock = clock;
  }

  /** Raises those that are due. */
  public void round() {
    boolean more = true;
    for (int i = 0; more && i < AT_ONCE; i++) {
      Instant until = Instant.ofEpochMilli(clock.millis()).plus(LEASE);
      Optional<Sync> sync = syncs.claimUntold(clock.instant(), until);
      more = sync.isPresent();
      sync.ifPresent(it -> tell(it, until));
    }
  }

  private void tell(Sync sync, Instant until) {
    boolean wanted = environments.find(sync.environment()).flatMap(Receiver::url).isPresent();
    if (wanted) {
      alerts.raise(alert(sync), BEGUN_WITHIN, () -> told(sync.id(), until));
    } else {
      syncs.told(sync.id(), until);
    }
  }

  /** A crash, or a registry that is away, has it sent again: its id is the same then. */
  private void told(SyncId sync, Instant until) {
    try {
      syncs.told(sync, until);
    } catch (RuntimeException e) {
      LOG.warn("That an alert for {} was sent can't be noted: {}", sync, e.getMessage());
    }
  }

  private Alert alert(Sync sync) {
    AlertKind kind =
        sync.status() == SyncStatus.REJECTED ? AlertKind.SYNC_REJECTED : AlertKind.SYNC_FAILED;
    // A sync that failed may be queued again and end once more; that's another message.
    String id = "msg_%s_%d".formatted(sync.id().value(), sync.queuedAt().toEpochMilli());
    return new Alert(id, sync.environment(), kind, clock.instant(), data(sync));
  }

  private static Map<String, Object> data(Sync sync) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("sync", sync.id().value());
    data.put("cause", sync.cause());
    sync.progress().commit().map(CommitId::value).ifPresent(it -> data.put("commit", it));
    sync.progress().failure().ifPresent(it -> data.put("failure", it));
    List<Problem> problems = sync.progress().problems();
    if (!problems.isEmpty()) {
      data.put("problemCount", problems.size());
      data.put(
          "problems", problems.stream().limit(MOST_PROBLEMS).map(SyncAlerts::problem).toList());
    }
    return data;
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("code", problem.code());
    data.put("message", problem.message());
    problem
        .place()
        .ifPresent(place -> {
          data.put("file", place.file());
          data.put("line", place.line());
          data.put("column", place.column());
        });
    return data;
  }
}

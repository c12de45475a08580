package dev.sluice.syncworker.poll;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Freshness;
import dev.sluice.registry.sync.Sync;
import dev.sluice.syncworker.fetch.Hurdle;
import dev.sluice.syncworker.fetch.Looking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at one branch: of the environment whose turn it is, if there is one, and no other worker
 * has looked. A branch that isn't where the last sync read it gets a sync, unless one is under way.
 * Thread-safe.
 */
public final class PollTurn {
  private static final Logger log = LoggerFactory.getLogger(PollTurn.class);

  /** How soon a new environment is noticed, or new settings. */
  private static final Duration LOOK_ROUND = Duration.ofSeconds(30);

  /** How long pushes are mistrusted when one was missed. */
  private static final Duration ALERT_FOR = Duration.ofHours(1);

  private final Registry registry;
  private final Function<Environment, Looking> look;
  private final Clock clock;
  private final Timetable timetable;
  private Instant lookedRound = Instant.MIN;

  /**
   * @param look says where an environment's branch is
   */
  public PollTurn(
      Registry registry, Function<Environment, Looking> look, Clock clock, RandomGenerator chance) {
    this.registry = registry;
    this.look = look;
    this.clock = clock;
    this.timetable = new Timetable(new Pace(chance));
  }

  /**
   * Takes it.
   *
   * @return whether one was due
   */
  public boolean take() {
    lookRound();
    var due = timetable.take(clock.instant());
    due.ifPresent(this::lookUnlessOthersDid);
    return due.isPresent();
  }

  /** Of several workers, the one whose turn comes first looks; the others go by that. */
  private void lookUnlessOthersDid(Timetable.Due due) {
    Instant now = clock.instant();
    Optional<Instant> others = Optional.empty();
    Watched watched = due.watched();
    try {
      EnvironmentName name = due.environment().name();
      others = registry.syncs().beginLook(name, now, due.looked());
      if (others.isEmpty()) {
        watched = looked(due);
      }
    } finally {
      Timetable.Due done = new Timetable.Due(due.environment(), watched, others.orElse(now));
      timetable.putBack(done, others.orElseGet(clock::instant));
    }
  }

  private synchronized void lookRound() {
    Instant now = clock.instant();
    if (!lookedRound.plus(LOOK_ROUND).isAfter(now)) {
      timetable.follow(registry.environments().list(), now);
      lookedRound = now;
    }
  }

  private Watched looked(Timetable.Due due) {
    EnvironmentName name = due.environment().name();
    return switch (look.apply(due.environment())) {
      case Looking.At(CommitId commit) -> {
        if (due.watched().failures() > 0) {
          log.info("The branch of {} can be looked at again", name);
        }
        yield seen(name, commit, due.watched());
      }
      case Looking.Trouble(Hurdle _, String cause) -> {
        if (due.watched().failures() == 0) {
          log.warn("The branch of {} can't be looked at, and is tried less often: {}", name, cause);
        }
        yield due.watched().failed();
      }
    };
  }

  private Watched seen(EnvironmentName name, CommitId commit, Watched watched) {
    Freshness known = registry.syncs().freshness(name);
    Watched now = watched.changed(known.at().orElse(watched.changedAt()));
    if (known.underWay() || known.commit().filter(commit::equals).isPresent()) {
      return now;
    }
    boolean missed = isMissed(name, commit);
    registry.syncs().request(name, Sync.POLL);
    Watched changed = now.changed(clock.instant());
    return missed ? changed.alert(clock.instant().plus(ALERT_FOR)) : changed;
  }

  /** Whether pushes come, but none told of that commit. */
  private boolean isMissed(EnvironmentName name, CommitId commit) {
    boolean missed =
        registry.syncs().lastDelivery(name).isPresent()
            && !registry.syncs().wasPushed(name, commit);
    if (missed) {
      log.info(
          "No push told that the branch of {} moved to {}: looking every {} s for an hour",
          name,
          commit.abbreviated(),
          Pace.ALERT.toSeconds());
    }
    return missed;
  }
}

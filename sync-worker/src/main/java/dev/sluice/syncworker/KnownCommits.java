package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.syncworker.fetch.Inputs;
import java.util.Optional;

/**
 * Tells commits that needn't be built. A commit that was ever brought in changes nothing more, so
 * that a rollback holds when it's pushed again; but where syncs go live, the last one does if it
 * was only built, before they did. A new one changes nothing if it would build just what is live
 * whole, or, where syncs don't go live, what was brought in last. One that would build what some
 * other commit did is built: after a rollback, it must go live.
 */
final class KnownCommits {
  private final Registry registry;
  private final String builder;

  /**
   * @param builder names the builder, as {@link Inputs#builder} does
   */
  KnownCommits(Registry registry, String builder) {
    this.registry = registry;
    this.builder = builder;
  }

  /** That the commit needn't be built; empty if it must be. */
  Optional<SyncOutcome.Unchanged> find(Attempt attempt) {
    if (isKnown(attempt.environment(), attempt.commit())) {
      return Optional.of(unchanged(attempt, attempt.commit(), "This commit was brought in before"));
    }
    return reference(attempt.environment())
        .filter(known -> buildsTheSame(known, attempt))
        .map(SyncedCommit::commit)
        .map(same ->
            unchanged(
                attempt, same, "Nothing that is built has changed since " + same.abbreviated()));
  }

  private static SyncOutcome.Unchanged unchanged(Attempt attempt, CommitId same, String why) {
    return new SyncOutcome.Unchanged(attempt.commit(), same, why);
  }

  private boolean isKnown(Environment environment, CommitId commit) {
    return registry.syncs().synced(environment.name(), commit).isPresent()
        && !(environment.settings().goLiveOnSync() && isLeftBuilt(environment.name(), commit));
  }

  /** Whether the commit is what was brought in last, while syncs didn't go live. */
  private boolean isLeftBuilt(EnvironmentName environment, CommitId commit) {
    return registry
            .syncs()
            .lastSynced(environment)
            .filter(last -> last.commit().equals(commit))
            .isPresent()
        && !registry.releases().wasLive(environment, commit);
  }

  private Optional<SyncedCommit> reference(Environment environment) {
    if (!environment.settings().goLiveOnSync()) {
      return registry.syncs().lastSynced(environment.name());
    }
    Optional<CommitId> live = registry.releases().live(environment.name()).flatMap(Release::commit);
    return live.flatMap(commit -> registry.syncs().synced(environment.name(), commit));
  }

  private boolean buildsTheSame(SyncedCommit known, Attempt attempt) {
    return Inputs.parse(known.inputs())
        .filter(inputs -> inputs.builder().equals(builder))
        .filter(inputs -> inputs.sameIn(attempt.tree()))
        .isPresent();
  }
}

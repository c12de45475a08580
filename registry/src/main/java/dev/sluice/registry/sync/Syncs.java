package dev.sluice.registry.sync;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.GitHostKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The queue of syncs and their history. At most one runs per environment, and at most one waits:
 * the newest supersedes those queued before it. Checks of pull requests are syncs too, of which one
 * runs and one waits per pull request.
 */
public interface Syncs {
  /**
   * How often in a row a sync may be {@link Sync.Progress#takeOvers taken over}: who gets it then
   * ends it rather than end by it too.
   */
  int MOST_TAKE_OVERS = 3;

  /**
   * Writes down a push and queues its sync. A delivery seen before gives the sync it got then, as
   * it stands; if that one failed, it is queued again. Deliveries are remembered for 30 days.
   *
   * @throws IllegalArgumentException if there's no such environment
   */
  Sync accept(Push push);

  /**
   * Queues a sync that no push asked for.
   *
   * @throws IllegalArgumentException if there's no such environment
   */
  Sync request(EnvironmentName environment, String cause);

  /**
   * Queues a sync since the branch was seen at that commit, which nobody told of. Its cause is
   * {@link Sync#POLL}.
   *
   * @throws IllegalArgumentException if there's no such environment
   */
  Sync requestSeen(EnvironmentName environment, CommitId commit);

  /**
   * Writes down that a pull request was opened or has another commit, and queues its check, as
   * {@link #accept(Push)} does the sync of a push. If its last check is of the same commit, that
   * one is given, unless it failed or the pull request was closed since.
   *
   * @throws IllegalArgumentException if there's no such environment
   */
  Sync check(Push push, PullRequest request);

  /**
   * Notes that a pull request was closed, merged or not: a check that waits is dropped, what was
   * built of it is forgotten after a week, and it is checked anew if it is opened again.
   */
  void close(EnvironmentName environment, long pullRequest);

  /**
   * Takes the sync of a branch that has waited longest and is due, and marks it running. Those that
   * check pull requests aren't taken. Nobody else gets it until then; after that someone does,
   * unless it was {@link #renew renewed}: first, every running sync of which the time is over is
   * put back into the queue, as {@link #reclaim} does, whoever had it. Of those taken over as often
   * as they may but once, one runs at a time.
   *
   * @param now by the worker's clock, as {@code until}: where clocks differ, a sync is taken from
   *     its worker by as much sooner or later, and the {@link Claim} decides all the same
   */
  Optional<Sync> claim(Worker worker, Instant now, Instant until);

  /** The same for a check of a pull request. None is given while a branch's sync is due. */
  Optional<Sync> claimCheck(Worker worker, Instant now, Instant until);

  /**
   * From now on, nobody else gets those syncs until then. One that has ended by its own worker's
   * hand is left as it is.
   *
   * @return those that the worker has lost
   */
  List<Claim> renew(List<Claim> claims, Instant until);

  /**
   * Puts every sync that this worker has back into the queue, as it is about to go. Where a newer
   * one waits already, it is superseded.
   *
   * @return how many wait now
   */
  int giveBack(WorkerId worker);

  /**
   * The same for what this worker had when it last ended without giving it back: these were taken
   * over once more.
   *
   * @return how many wait now
   */
  int reclaim(WorkerId worker);

  /**
   * Adds to the log of a sync that a worker has, or had last, and ended.
   *
   * @throws ClaimLostException if it was given to another since, or taken away
   */
  void log(Claim claim, List<SyncLogLine> lines);

  /** Adds to the log of a sync what isn't its worker's to say. */
  void remark(SyncId sync, SyncLogLine line);

  List<SyncLogLine> log(SyncId sync);

  /**
   * Ends a running sync without deploying. Why one failed becomes the last line of its log.
   *
   * @throws ClaimLostException if the worker doesn't have it any more
   * @throws IllegalArgumentException if it is unchanged from a commit that was never brought in, or
   *     a check ends as a sync of a branch does, or the other way round
   */
  void end(Claim claim, SyncEnding ending);

  /**
   * Puts a running sync back into the queue until then, unless a newer one waits already: then it
   * is superseded.
   *
   * @throws ClaimLostException if the worker doesn't have it any more
   */
  void defer(Claim claim, Instant until);

  /**
   * Takes a sync that was rejected or failed and that nobody was told of yet. One that a look at
   * the branch asked for and that failed for the same commit as the one before is nothing to tell.
   * Until then nobody else gets it; after that someone does, unless it was {@link #told}.
   */
  Optional<Sync> claimUntold(Instant now, Instant until);

  /**
   * Notes that they were told.
   *
   * @param until as it was claimed; nothing happens if it was claimed again, or has run again
   */
  void told(SyncId sync, Instant until);

  Optional<Sync> find(EnvironmentName environment, SyncId id);

  /** All of them, newest first. */
  default Page<Sync> list(EnvironmentName environment, PageRequest page) {
    return list(environment, Optional.empty(), page);
  }

  /**
   * Newest first.
   *
   * @param status only those that stand so; empty for all
   */
  Page<Sync> list(EnvironmentName environment, Optional<SyncStatus> status, PageRequest page);

  /**
   * Forgets the environment's syncs that were queued before then, and all but the newest {@code
   * keep} of its branch and as many of pull requests, with their logs and what the bundler said of
   * what they built, in small steps between which others write. One that hasn't ended stays as it
   * is; one that a release names, that a push delivered again would be given, or that tells as the
   * last where the branch was or what failed there, loses its log only; what is live keeps what was
   * said of it.
   *
   * @return how many were forgotten whole
   */
  int prune(EnvironmentName environment, Instant before, int keep);

  /** The commit as it was brought in, if it ever was: released, built or found unchanged. */
  Optional<SyncedCommit> synced(EnvironmentName environment, CommitId commit);

  /** How much there is to do for all sync workers together. */
  Backlog backlog(Instant now);

  /** What is known of the branch, and whether somebody is about to know more. */
  Freshness freshness(EnvironmentName environment);

  /**
   * The commit that the last sync of the branch failed for, if one was told of or seen. No longer
   * so once another read the branch to an end.
   */
  Optional<Failing> failing(EnvironmentName environment);

  /**
   * Begins a look at where the branch is, unless somebody has begun one after {@code since}.
   *
   * @param now the look's time; one that is later, by whoever's clock, doesn't count
   * @return when somebody has; empty if the look is the caller's
   */
  Optional<Instant> beginLook(EnvironmentName environment, Instant now, Instant since);

  /** Whether a push of those that are remembered said that the branch is at that commit. */
  boolean wasPushed(EnvironmentName environment, CommitId commit);

  /** When the last push of the branch was delivered, of those that are remembered. */
  Optional<Instant> lastDelivery(EnvironmentName environment);

  /** The kind of Git host that sent the last of those that are remembered and told it. */
  Optional<GitHostKind> lastHost(EnvironmentName environment);

  /** What a check found, by workflow; nothing of any other sync. */
  List<Finding> findings(SyncId check);

  /** The commit brought in last. */
  Optional<SyncedCommit> lastSynced(EnvironmentName environment);
}

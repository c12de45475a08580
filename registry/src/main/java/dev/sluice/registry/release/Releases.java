package dev.sluice.registry.release;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.SyncId;
import java.util.Optional;

/** The history of what is live. Nothing is live that isn't in the newest release. */
public interface Releases {
  /**
   * Writes, in one transaction: a deployment per build, the next release if the environment goes
   * live on sync, the commit as synced, and the end of the sync. The release holds the commit's
   * workflows, built or kept, but for those that someone deactivated, and beside them those live
   * before that the commit has no longer and whose trigger it leaves free.
   *
   * @throws IllegalStateException if the sync isn't running: someone else ended it
   * @throws IllegalArgumentException if two workflows have one id or one trigger, or what is kept
   *     wasn't built for the environment
   */
  DeployOutcome deploy(BuiltCommit built);

  /**
   * Makes the deployments of an earlier release live again, all of them and no others. A workflow
   * that was deactivated or deleted since, and was live then, is live again.
   */
  ReleaseOutcome rollback(EnvironmentName environment, int number, ChangeRequest request);

  /**
   * Makes one deployment live, beside what is live; it takes its trigger from whatever had it. Its
   * workflow is no longer deactivated or deleted.
   */
  ReleaseOutcome makeLive(
      EnvironmentName environment, DeploymentId deployment, ChangeRequest request);

  /**
   * Makes all of a deployment's commit live, as a sync would, and that deployment itself even if
   * its workflow is deactivated.
   */
  ReleaseOutcome makeCommitLive(
      EnvironmentName environment, DeploymentId deployment, ChangeRequest request);

  /**
   * Withdraws a workflow: it isn't live any more, and no sync makes it so until someone does.
   * Unchanged if it isn't live.
   */
  ReleaseOutcome deactivate(
      EnvironmentName environment, WorkflowId workflow, ChangeRequest request);

  /**
   * Removes a workflow, live or not: it isn't listed any more, until a sync brings it again. Its
   * deployments stay, as earlier releases hold them.
   *
   * @return released if it was live, else unchanged
   */
  ReleaseOutcome delete(EnvironmentName environment, WorkflowId workflow, ChangeRequest request);

  /**
   * Makes live what is live in another environment: the very same deployments. As with a sync,
   * deactivated workflows stay so, and those that the other environment doesn't have stay live if
   * their trigger is free.
   *
   * @param tested the number of the release that is meant; whichever is live there if empty
   * @return unknown if nothing is live there, a conflict if another than that one is
   */
  ReleaseOutcome promote(
      EnvironmentName from, Optional<Integer> tested, EnvironmentName to, ChangeRequest request);

  /** The same with whichever release is live there. */
  default ReleaseOutcome promote(EnvironmentName from, EnvironmentName to, ChangeRequest request) {
    return promote(from, Optional.empty(), to, request);
  }

  /**
   * Goes back from a release that fails, by itself: to the newest earlier one whose workflows, but
   * for those withdrawn since, are others than what is live and than whatever was rolled back from
   * before. Having gone back once, it doesn't again until something else than a rollback is live,
   * or a rollback to what was first live later.
   *
   * @param failing the release believed live
   * @param why what made it so, in words
   * @return unchanged if it has gone back already, unknown if there's nothing to go back to
   */
  ReleaseOutcome fallBack(EnvironmentName environment, int failing, String why);

  /**
   * Brings the deleted workflows of a commit back that was brought in before, and ends the sync as
   * released if there are any. For a sync that someone asked for; one that goes live.
   *
   * @throws IllegalStateException if the sync isn't running: someone else ended it
   */
  Optional<Release> restoreDeleted(SyncId sync, CommitId commit);

  /**
   * Whether the commit, or the one it was found the same as, was ever live whole. Not so for one
   * that was only built.
   */
  boolean wasLive(EnvironmentName environment, CommitId commit);

  Optional<Release> live(EnvironmentName environment);

  Optional<Release> find(EnvironmentName environment, int number);

  Page<Release> list(EnvironmentName environment, PageRequest page);
}

package dev.sluice.registry.release;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.Optional;
import java.util.OptionalInt;

/** The history of what is live. Nothing is live that isn't in the newest release. */
public interface Releases {
  /**
   * Writes, in one transaction: a deployment per build, the next release if the environment goes
   * live on sync, the commit as synced, and the end of the sync. The release holds the commit's
   * workflows and, beside them, those live before that the commit has no longer and whose trigger
   * it leaves free.
   *
   * @throws IllegalStateException if the sync isn't running: someone else ended it
   */
  DeployOutcome deploy(BuiltCommit built);

  /**
   * Writes the next release with the deployments of an earlier one.
   *
   * @param by a key's id
   * @param expectedLive the release the caller believes live; empty compares nothing
   */
  RollbackOutcome rollback(
      EnvironmentName environment, int number, String by, OptionalInt expectedLive);

  /**
   * Whether the commit, or the one it was found the same as, was ever live whole. Not so for one
   * that was only built.
   */
  boolean wasLive(EnvironmentName environment, CommitId commit);

  Optional<Release> live(EnvironmentName environment);

  Optional<Release> find(EnvironmentName environment, int number);

  Page<Release> list(EnvironmentName environment, PageRequest page);
}

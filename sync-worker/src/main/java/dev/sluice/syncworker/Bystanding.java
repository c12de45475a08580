package dev.sluice.syncworker;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.release.Release;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The difference between a commit and the release it became, of which nobody should have to learn
 * at a login.
 *
 * @param builds all that the commit is made of
 */
record Bystanding(Release release, List<Build> builds) {

  /** Warns of each workflow that only one of the two has. */
  void mention(SyncJournal journal) {
    tellOfThoseLeft(journal);
    tellOfThoseWaiting(journal);
  }

  /** A workflow without a file goes on. */
  private void tellOfThoseLeft(SyncJournal journal) {
    Set<WorkflowId> built =
        builds.stream().map(build -> build.workflow().id()).collect(Collectors.toSet());
    release.deployments().stream()
        .filter(deployment -> !built.contains(deployment.workflow().id()))
        .forEach(deployment ->
            journal.warn(
                "%s is no longer in the repository and stays live for %s, as built from %s"
                    .formatted(
                        deployment.workflow().id(),
                        deployment.workflow().trigger(),
                        deployment.commit().abbreviated())));
  }

  /** Whoever pushed a mended workflow must not take it for live. */
  private void tellOfThoseWaiting(SyncJournal journal) {
    builds.stream()
        .map(build -> build.workflow().id())
        .filter(id -> release.deployments().stream().noneMatch(it -> it.workflow().id().equals(id)))
        .forEach(id ->
            journal.warn(
                id + " was deactivated and isn't live: it waits for someone to make it so"));
  }
}

package dev.sluice.registry.sql;

import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** The safety net's way back, within one transaction. */
record FallingBack(Handle transaction, EnvironmentName environment, Instant now) {
  /** How far it looks. */
  private static final int RELEASES = 50;

  /**
   * A release's part that may be live again.
   *
   * @param deployments without those of workflows that were withdrawn since
   */
  private record Candidate(Release release, List<Deployment> deployments) {
    Optional<CommitId> commit() {
      return release.commit().filter(whole -> deployments.equals(release.deployments()));
    }
  }

  ReleaseOutcome run(int failing, String why) {
    List<Release> history = releases().newest(RELEASES, Long.MAX_VALUE);
    if (history.isEmpty() || history.getFirst().number() != failing) {
      return new ReleaseOutcome.Conflict(history.stream().findFirst());
    }
    if (hasGoneBack(history)) {
      return new ReleaseOutcome.Unchanged();
    }
    return target(history)
        .<ReleaseOutcome>map(to -> new ReleaseOutcome.Released(goBack(to, why)))
        .orElseGet(ReleaseOutcome.Unknown::new);
  }

  private static boolean hasGoneBack(List<Release> history) {
    return IntStream.range(0, history.size())
        .takeWhile(at -> isBack(history, at))
        .anyMatch(at -> history.get(at).entry().action() == Action.SAFETY_NET);
  }

  private Optional<Candidate> target(List<Release> history) {
    Set<Set<DeploymentId>> left = left(history);
    Set<WorkflowId> withdrawn = withdrawn();
    Set<TriggerName> needed = needed(history);
    return history.stream()
        .skip(1)
        .map(release -> new Candidate(release, without(withdrawn, release)))
        // Going back to nothing would let every login pass.
        .filter(it -> !it.deployments().isEmpty() && !left.contains(ids(it.deployments())))
        .filter(it -> triggers(it.deployments()).containsAll(needed))
        .findFirst();
  }

  /**
   * The triggers that must go on being answered: those that are now and were before the failing
   * release. Without their workflow, every login would pass.
   */
  private static Set<TriggerName> needed(List<Release> history) {
    Set<TriggerName> needed = triggers(history.getFirst().deployments());
    if (history.size() > 1) {
      needed.retainAll(triggers(history.get(1).deployments()));
    }
    return needed;
  }

  private static Set<TriggerName> triggers(List<Deployment> deployments) {
    return deployments.stream()
        .map(it -> it.workflow().trigger())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** What is live, and what someone or this net went back from. */
  private static Set<Set<DeploymentId>> left(List<Release> history) {
    Set<Set<DeploymentId>> left = new HashSet<>();
    left.add(ids(history.getFirst().deployments()));
    for (int i = 1; i < history.size(); i++) {
      Set<DeploymentId> before = ids(history.get(i).deployments());
      if (isBack(history, i - 1) && !before.equals(ids(history.get(i - 1).deployments()))) {
        left.add(before);
      }
    }
    return left;
  }

  /** Not so if someone rolled to what was first live later: what that leaves was no trouble. */
  private static boolean isBack(List<Release> history, int at) {
    Action action = history.get(at).entry().action();
    return action == Action.SAFETY_NET
        || (action == Action.ROLLBACK
            && (at + 1 == history.size() || firstLive(history, at) > firstLive(history, at + 1)));
  }

  /** The place of the oldest release, no newer than that one, with the same deployments. */
  private static int firstLive(List<Release> history, int at) {
    Set<DeploymentId> wanted = ids(history.get(at).deployments());
    int place = history.size() - 1;
    while (!ids(history.get(place).deployments()).equals(wanted)) {
      place--;
    }
    return place;
  }

  private static Set<DeploymentId> ids(List<Deployment> deployments) {
    return deployments.stream().map(Deployment::id).collect(Collectors.toSet());
  }

  private Set<WorkflowId> withdrawn() {
    WithdrawnWorkflows workflows = new WithdrawnWorkflows(transaction, environment);
    Set<WorkflowId> withdrawn = new HashSet<>(workflows.deactivated());
    withdrawn.addAll(workflows.deleted());
    return withdrawn;
  }

  private static List<Deployment> without(Set<WorkflowId> withdrawn, Release release) {
    return release.deployments().stream()
        .filter(it -> !withdrawn.contains(it.workflow().id()))
        .toList();
  }

  private Release goBack(Candidate to, String why) {
    String reason = "safety net: %s; rollback to release %d".formatted(why, to.release().number());
    Release.Entry entry =
        new Release.Entry(now, Actor.SAFETY_NET.id(), Action.SAFETY_NET, reason, Optional.empty());
    return new NextRelease(transaction, environment).exactly(entry, to.commit(), to.deployments());
  }

  private StoredReleases releases() {
    return new StoredReleases(transaction, environment);
  }
}

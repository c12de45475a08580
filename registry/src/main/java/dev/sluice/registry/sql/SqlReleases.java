package dev.sluice.registry.sql;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.sync.SyncId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The releases in tables. */
record SqlReleases(Database database, Trail trail) implements Releases {
  @Override
  public DeployOutcome deploy(BuiltCommit built) {
    return database.write(
        transaction -> {
          DeployOutcome made = new Deploying(transaction, trail, built).run();
          if (made instanceof DeployOutcome.Released(Release release)) {
            tell(transaction, release);
          }
          return made;
        },
        SqlReleases::news);
  }

  private static List<News> news(DeployOutcome outcome) {
    return switch (outcome) {
      case DeployOutcome.Released(Release release) ->
          List.of(new News.EnvironmentChanged(release.environment()), News.Work.NOTICE_DUE);
      case DeployOutcome.Built _ -> List.of(News.Work.NOTICE_DUE);
    };
  }

  @Override
  public ReleaseOutcome rollback(EnvironmentName environment, int number, ChangeRequest request) {
    return change(environment, request, change -> change.rollback(number));
  }

  @Override
  public ReleaseOutcome makeLive(
      EnvironmentName environment, DeploymentId deployment, ChangeRequest request) {
    return change(environment, request, change -> change.makeLive(deployment));
  }

  @Override
  public ReleaseOutcome makeCommitLive(
      EnvironmentName environment, DeploymentId deployment, ChangeRequest request) {
    return change(environment, request, change -> change.makeCommitLive(deployment));
  }

  @Override
  public ReleaseOutcome deactivate(
      EnvironmentName environment, WorkflowId workflow, ChangeRequest request) {
    return change(environment, request, change -> change.deactivate(workflow));
  }

  @Override
  public ReleaseOutcome delete(
      EnvironmentName environment, WorkflowId workflow, ChangeRequest request) {
    return change(
        environment,
        request,
        change -> {
          ReleaseOutcome outcome = change.delete(workflow);
          if (outcome instanceof ReleaseOutcome.Unchanged) {
            // It wasn't live, so no release tells of it.
            trail.add(
                change.transaction(), Change.of("workflow.delete", environment, workflow.value()));
          }
          return outcome;
        });
  }

  @Override
  public ReleaseOutcome promote(
      EnvironmentName from, Optional<Integer> tested, EnvironmentName to, ChangeRequest request) {
    return change(to, request, change -> change.promote(from, tested));
  }

  @Override
  public ReleaseOutcome fallBack(EnvironmentName environment, int failing, String why) {
    return database.write(
        transaction ->
            told(transaction, new FallingBack(transaction, environment, now()).run(failing, why)),
        SqlReleases::news);
  }

  private ReleaseOutcome change(
      EnvironmentName environment,
      ChangeRequest request,
      Function<ReleaseChange, ReleaseOutcome> change) {
    return database.write(
        transaction ->
            told(
                transaction,
                change.apply(new ReleaseChange(transaction, environment, request, now()))),
        SqlReleases::news);
  }

  private ReleaseOutcome told(Handle transaction, ReleaseOutcome outcome) {
    if (outcome instanceof ReleaseOutcome.Released(Release release)) {
      tell(transaction, release);
    }
    return outcome;
  }

  private static List<News> news(ReleaseOutcome outcome) {
    return outcome instanceof ReleaseOutcome.Released(Release release)
        ? List.of(new News.EnvironmentChanged(release.environment()))
        : List.of();
  }

  @Override
  public Optional<Release> restoreDeleted(SyncId sync, CommitId commit) {
    return database.write(
        transaction -> {
          Optional<Release> made = new Restoring(transaction, sync, commit, now()).run();
          made.ifPresent(it -> tell(transaction, it));
          return made;
        },
        made ->
            made.<News>map(it -> new News.EnvironmentChanged(it.environment())).stream().toList());
  }

  private void tell(Handle transaction, Release release) {
    Release.Entry entry = release.entry();
    String action = "release." + entry.action().key();
    trail.add(
        transaction,
        Change.of(action, release.environment(), String.valueOf(release.number()))
            .with("reason", entry.reason())
            .with("note", entry.note())
            .with("commit", release.commit().map(CommitId::value))
            .with("by", entry.by()));
  }

  /** To the millisecond, as it is stored. */
  private Instant now() {
    return Instant.ofEpochMilli(trail.clock().millis());
  }

  @Override
  public boolean wasLive(EnvironmentName environment, CommitId commit) {
    return database.read(moment -> new SyncedCommits(moment, environment).wasLive(commit));
  }

  @Override
  public Optional<Release> live(EnvironmentName environment) {
    return database.read(moment -> new StoredReleases(moment, environment).live());
  }

  @Override
  public Optional<Release> find(EnvironmentName environment, int number) {
    return database.read(moment -> new StoredReleases(moment, environment).find(number));
  }

  @Override
  public Page<Release> list(EnvironmentName environment, PageRequest request) {
    Paging paging = new Paging(request);
    long below = paging.below();
    List<Release> found =
        database.read(
            moment -> new StoredReleases(moment, environment).newest(paging.rows(), below));
    return paging.page(found.stream().map(it -> new Placed<>(it.number(), it)).toList());
  }
}

package dev.sluice.registry.sql;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.sync.Backlog;
import dev.sluice.registry.sync.Failing;
import dev.sluice.registry.sync.Finding;
import dev.sluice.registry.sync.Freshness;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.registry.sync.Syncs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The syncs in tables. */
record SqlSyncs(Database database, Clock clock, Trail trail) implements Syncs {

  @Override
  public Sync accept(Push push) {
    return queued(intake -> intake.accept(push, Optional.empty()));
  }

  @Override
  public Sync check(Push push, PullRequest request) {
    return queued(intake -> intake.accept(push, Optional.of(request)));
  }

  @Override
  public Sync request(EnvironmentName environment, String cause) {
    Sync.Purpose purpose = new Sync.Purpose(cause, Optional.empty(), Optional.empty());
    return queued(intake -> intake.request(environment, purpose));
  }

  @Override
  public Sync requestSeen(EnvironmentName environment, CommitId commit) {
    Sync.Purpose purpose = new Sync.Purpose(Sync.POLL, Optional.of(commit), Optional.empty());
    return queued(intake -> intake.request(environment, purpose));
  }

  private Sync queued(Function<SyncIntake, Sync> wish) {
    return database.write(
        transaction -> wish.apply(new SyncIntake(transaction, clock, trail)),
        sync -> news(List.of(sync)));
  }

  private static List<News> news(List<Sync> syncs) {
    return syncs.stream()
        .filter(sync -> sync.status() == SyncStatus.QUEUED)
        .<News>map(_ -> News.Work.SYNC_QUEUED)
        .toList();
  }

  @Override
  public void close(EnvironmentName environment, long pullRequest) {
    Instant now = clock.instant();
    database.writing(transaction -> {
      new SyncQueue(transaction).close(environment, pullRequest, now);
      new StoredPreviews(transaction).closed(environment, pullRequest, now);
    });
  }

  @Override
  public Optional<Sync> claim(Instant now) {
    return database.write(transaction -> new SyncQueue(transaction).claim(now));
  }

  @Override
  public Optional<Sync> claimCheck(Instant now) {
    // Most of the time there is none, and asking so needn't wait for a turn to write.
    return database.read(moment -> new SyncQueue(moment).isCheckDue(now))
        ? database.write(transaction -> new SyncQueue(transaction).claimCheck(now))
        : Optional.empty();
  }

  @Override
  public int requeueInterrupted() {
    return news(database.write(this::requeueInterrupted, SqlSyncs::news)).size();
  }

  private List<Sync> requeueInterrupted(Handle transaction) {
    SyncQueue queue = new SyncQueue(transaction);
    Instant now = clock.instant();
    return queue.running().stream().map(sync -> queue.putBack(sync, now, now)).toList();
  }

  @Override
  public void log(SyncId sync, List<SyncLogLine> lines) {
    if (!lines.isEmpty()) {
      database.writing(transaction -> new SyncLog(transaction, sync).add(lines));
    }
  }

  @Override
  public List<SyncLogLine> log(SyncId sync) {
    return database.read(moment -> new SyncLog(moment, sync).lines());
  }

  @Override
  public void end(SyncId sync, SyncEnding ending) {
    database.write(
        transaction -> {
          new SyncEndings(transaction, RunningSync.require(transaction, sync), clock).end(ending);
          return true;
        },
        _ -> List.of(News.Work.NOTICE_DUE));
  }

  @Override
  public void defer(SyncId sync, Instant until) {
    Instant now = clock.instant();
    database.write(
        transaction -> new SyncQueue(transaction).putBack(sync, until, now),
        back -> news(List.of(back)));
  }

  @Override
  public Optional<Sync> claimUntold(Instant now, Instant until) {
    // Most of the time there is none, and asking so needn't wait for a turn to write.
    return database.read(moment -> new UntoldSyncs(moment).isDue(now))
        ? database.write(transaction -> new UntoldSyncs(transaction).claim(now, until))
        : Optional.empty();
  }

  @Override
  public void told(SyncId sync, Instant until) {
    database.writing(transaction -> new UntoldSyncs(transaction).told(sync, until));
  }

  @Override
  public Optional<Sync> find(EnvironmentName environment, SyncId id) {
    return database.read(moment ->
        moment
            .createQuery("SELECT * FROM syncs WHERE id = :id AND environment = :environment")
            .bind("id", id.value())
            .bind("environment", environment.value())
            .map(SyncRow::read)
            .findOne());
  }

  @Override
  public Page<Sync> list(
      EnvironmentName environment, Optional<SyncStatus> status, PageRequest request) {
    Paging paging = new Paging(request);
    String whose = status.isPresent() ? " AND status = :status" : "";
    List<Placed<Sync>> found =
        database.read(moment ->
            moment
                .createQuery(
                    "SELECT * FROM syncs WHERE environment = :environment AND seq < :below"
                        + whose
                        + " ORDER BY seq DESC LIMIT :rows")
                .bind("environment", environment.value())
                .bind("below", paging.below())
                .bindMap(status.map(it -> Map.of("status", SyncRow.text(it))).orElse(Map.of()))
                .bind("rows", paging.rows())
                .map(Placed.of(SyncRow::read))
                .list());
    return paging.page(found);
  }

  @Override
  public int prune(EnvironmentName environment, Instant before, int keep) {
    new BuildLogPruning(database, environment).run(before, keep);
    return new SyncPruning(database, environment).run(before, keep);
  }

  @Override
  public Optional<SyncedCommit> synced(EnvironmentName environment, CommitId commit) {
    return database.read(moment -> new SyncedCommits(moment, environment).find(commit));
  }

  @Override
  public Backlog backlog(Instant now) {
    return database.read(moment -> new StoredBacklog(moment).read(now));
  }

  @Override
  public Freshness freshness(EnvironmentName environment) {
    return database.read(moment -> new StoredFreshness(moment, environment).read());
  }

  @Override
  public Optional<Failing> failing(EnvironmentName environment) {
    return database.read(moment -> new FailingCommits(moment, environment).last());
  }

  @Override
  public boolean wasPushed(EnvironmentName environment, CommitId commit) {
    return database.read(moment -> new Deliveries(moment).tell(environment, commit));
  }

  @Override
  public Optional<Instant> lastDelivery(EnvironmentName environment) {
    return database.read(moment -> new Deliveries(moment).last(environment));
  }

  @Override
  public Optional<GitHostKind> lastHost(EnvironmentName environment) {
    return database.read(moment -> new Deliveries(moment).lastHost(environment));
  }

  @Override
  public List<Finding> findings(SyncId check) {
    return database.read(moment ->
        moment
            .createQuery("SELECT findings FROM syncs WHERE id = :id AND findings IS NOT NULL")
            .bind("id", check.value())
            .mapTo(String.class)
            .findOne()
            .map(json -> Json.read(json, Finding.class))
            .orElse(List.of()));
  }

  @Override
  public Optional<SyncedCommit> lastSynced(EnvironmentName environment) {
    return database.read(moment -> new SyncedCommits(moment, environment).last());
  }
}

package dev.sluice.registry.sql;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.sync.Backlog;
import dev.sluice.registry.sync.Claim;
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
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
  public Optional<Sync> claim(Worker worker, Instant now, Instant until) {
    // Most of the time there is none, and asking so needn't wait for a turn to write.
    return database.read(moment -> new SyncQueue(moment).isBranchDue(now))
        ? database.write(transaction -> new SyncQueue(transaction).claim(worker, now, until))
        : Optional.empty();
  }

  @Override
  public Optional<Sync> claimCheck(Worker worker, Instant now, Instant until) {
    return database.read(moment -> new SyncQueue(moment).isCheckDue(now))
        ? database.write(transaction -> new SyncQueue(transaction).claimCheck(worker, now, until))
        : Optional.empty();
  }

  @Override
  public List<Claim> renew(List<Claim> claims, Instant until) {
    return claims.isEmpty()
        ? List.of()
        : database.write(transaction -> {
          SyncLeases leases = new SyncLeases(transaction);
          return claims.stream().filter(claim -> !leases.renew(claim, until)).toList();
        });
  }

  @Override
  public int giveBack(WorkerId worker) {
    Instant now = clock.instant();
    return waiting(leases -> leases.takeFrom(worker, now));
  }

  @Override
  public int reclaim(WorkerId worker) {
    Instant now = clock.instant();
    return waiting(leases -> leases.takeFromDead(worker, now));
  }

  private int waiting(Function<SyncLeases, List<Sync>> putBack) {
    return news(database.write(
            transaction -> putBack.apply(new SyncLeases(transaction)), SqlSyncs::news))
        .size();
  }

  @Override
  public void log(Claim claim, List<SyncLogLine> lines) {
    if (!lines.isEmpty()) {
      database.writing(transaction -> SyncLog.of(transaction, claim).add(lines));
    }
  }

  @Override
  public void remark(SyncId sync, SyncLogLine line) {
    database.writing(transaction -> new SyncLog(transaction, sync).add(List.of(line)));
  }

  @Override
  public List<SyncLogLine> log(SyncId sync) {
    return database.read(moment -> new SyncLog(moment, sync).lines());
  }

  @Override
  public void end(Claim claim, SyncEnding ending) {
    database.write(
        transaction -> {
          new SyncEndings(transaction, RunningSync.require(transaction, claim), clock).end(ending);
          return true;
        },
        _ -> List.of(News.Work.NOTICE_DUE));
  }

  @Override
  public void defer(Claim claim, Instant until) {
    Instant now = clock.instant();
    database.write(
        transaction -> RunningSync.require(transaction, claim).defer(until, now),
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
  public Optional<Instant> beginLook(EnvironmentName environment, Instant now, Instant since) {
    // Where several look, somebody mostly has, and asking so needn't wait for a turn to write.
    Optional<Instant> begun =
        database.read(moment -> new BranchLooks(moment, environment).last(since, now));
    return begun.isPresent()
        ? begun
        : database.write(
            transaction -> new BranchLooks(transaction, environment).begin(now, since));
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

package dev.sluice.registry.sqlite;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Signals;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.release.RollbackOutcome;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The releases in SQLite. */
record SqliteReleases(Database database, Signals signals, Clock clock, Trail trail)
    implements Releases {

  @Override
  public DeployOutcome deploy(BuiltCommit built) {
    DeployOutcome outcome =
        database.write(transaction -> new Deploying(transaction, trail, built).run());
    if (outcome instanceof DeployOutcome.Released(Release release)) {
      signals.environmentChanged(release.environment());
    }
    return outcome;
  }

  @Override
  public RollbackOutcome rollback(
      EnvironmentName environment, int number, String by, OptionalInt expectedLive) {
    RollbackOutcome outcome =
        database.write(transaction ->
            rollback(new StoredReleases(transaction, environment), number, by, expectedLive));
    if (outcome instanceof RollbackOutcome.RolledBack) {
      signals.environmentChanged(environment);
    }
    return outcome;
  }

  private RollbackOutcome rollback(
      StoredReleases releases, int number, String by, OptionalInt expectedLive) {
    Optional<Release> wanted = releases.find(number);
    if (wanted.isEmpty()) {
      return new RollbackOutcome.NoSuchRelease();
    }
    Optional<Release> live = releases.live();
    if (expectedLive.isPresent() && !isNumber(live, expectedLive.getAsInt())) {
      return new RollbackOutcome.Conflict(live);
    }
    return new RollbackOutcome.RolledBack(back(releases, wanted.get(), by));
  }

  private static boolean isNumber(Optional<Release> live, int expected) {
    return live.filter(release -> release.number() == expected).isPresent();
  }

  private Release back(StoredReleases releases, Release wanted, String by) {
    Release.Entry entry =
        new Release.Entry(
            clock.instant(), by, "rollback to release " + wanted.number(), wanted.entry().commit());
    Release release = releases.append(entry, wanted.deployments());
    trail.add(
        releases.moment(),
        Change.of("release.rollback", release.environment(), String.valueOf(release.number()))
            .with("to", wanted.number()));
    return release;
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
    int below = request.after().map(SqliteReleases::number).orElse(Integer.MAX_VALUE);
    List<Release> found =
        database.read(
            moment -> new StoredReleases(moment, environment).newest(paging.rows(), below));
    return paging.page(found, release -> String.valueOf(release.number()));
  }

  private static int number(String after) {
    try {
      return Integer.parseInt(after);
    } catch (NumberFormatException notANumber) {
      throw Paging.unknown();
    }
  }
}

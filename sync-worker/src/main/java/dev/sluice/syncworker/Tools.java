package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.sync.Worker;
import dev.sluice.syncworker.bundle.Bundler;
import dev.sluice.syncworker.check.Checks;
import dev.sluice.syncworker.check.Inspector;
import dev.sluice.syncworker.dependencies.Dependencies;
import dev.sluice.syncworker.fetch.Mirrors;
import dev.sluice.syncworker.reach.Credentials;
import dev.sluice.syncworker.reach.Outlet;
import dev.sluice.syncworker.report.HostReports;
import dev.sluice.syncworker.types.TypeChecker;
import java.time.Clock;

/**
 * What a worker works with: its mirrors, of which it is the only user, its workshops, whose
 * processes are kept warm, and its ways to Git hosts. Thread-safe. Close it when nobody works any
 * more.
 *
 * @param workshop for what goes live
 * @param checks for pull requests
 * @param lock on the mirrors
 * @param worker who works with them
 */
record Tools(
    Repositories repositories,
    Workshop workshop,
    CheckWorkshop checks,
    HostReports reports,
    WorkerLock lock,
    Worker worker)
    implements AutoCloseable {

  /**
   * Locks the mirrors and starts the bundler's process, and nothing else yet.
   *
   * @throws AnotherWorkerException if another process works on the same mirrors
   * @throws java.io.UncheckedIOException if the bundler doesn't start
   */
  static Tools take(
      Registry registry, Inspector inspector, SyncWorkerSettings settings, Clock clock) {
    WorkerLock lock = WorkerLock.take(settings.mirrors());
    try {
      return of(registry, inspector, settings, clock, lock);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static Tools of(
      Registry registry,
      Inspector inspector,
      SyncWorkerSettings settings,
      Clock clock,
      WorkerLock lock) {
    WorkshopSettings building = settings.workshop();
    Workshop workshop = workshop(inspector, building, clock);
    Outlet outlet = new Outlet(settings.network());
    Credentials credentials =
        new Credentials(
            registry.environments(),
            settings.allowLocalRepositories(),
            outlet,
            settings.fetch().silence(),
            clock);
    return new Tools(
        new Repositories(mirrors(settings, outlet), credentials),
        workshop,
        new CheckWorkshop(() -> workshop(inspector, building.ofChecks(), clock)),
        new HostReports(registry, credentials, outlet, settings.fetch().silence(), clock),
        lock,
        Identity.of(settings.mirrors(), clock));
  }

  private static Mirrors mirrors(SyncWorkerSettings settings, Outlet outlet) {
    return new Mirrors(
        settings.mirrors(), settings.allowLocalRepositories(), settings.fetch(), outlet);
  }

  private static Workshop workshop(Inspector inspector, WorkshopSettings building, Clock clock) {
    return new Workshop(
        new Dependencies(building.dependencies(), clock),
        new Bundler(building.bundler()),
        new TypeChecker(building.types()),
        new Checks(inspector));
  }

  @Override
  public void close() {
    reports.close();
    repositories.credentials().close();
    checks.close();
    workshop.close();
    lock.close();
  }
}

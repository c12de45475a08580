package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Progress;
import dev.sluice.benchmarks.sluice.Api;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.fixtures.PostgresServer;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.Retention;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.TypeChecking;
import dev.sluice.registry.postgresql.PostgresqlAddress;
import dev.sluice.registry.postgresql.PostgresqlRegistry;
import dev.sluice.registry.trust.Trust;
import dev.sluice.registry.vault.MasterKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A registry that remembers runs for years, and a server on it. Closing ends both. */
final class RunStore implements AutoCloseable {
  static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");

  private final Registry registry;
  private final SluiceServer server;
  private final Runnable gone;

  private RunStore(Registry registry, SluiceServer server, Runnable gone) {
    this.registry = registry;
    this.server = server;
    this.gone = gone;
  }

  /** One in a data folder, filled with these. */
  static RunStore sqlite(Setting setting, ManyRuns runs) {
    Path data = setting.workspace().folder().resolve("sqlite");
    Registry registry = Data.open(data);
    fill(registry, runs, setting.progress());
    SluiceServer server =
        SluiceServer.start(setting.workspace(), data, setting.serverCores(), Map.of());
    return new RunStore(registry, server, () -> {});
  }

  /** One in a database of a server that was just started, filled with these. */
  static RunStore postgresql(Setting setting, ManyRuns runs) {
    PostgresServer database = PostgresServer.start();
    try {
      String address = database.newDatabase();
      Path data = setting.workspace().folder().resolve("postgresql");
      MasterKey key = MasterKey.load(Map.of(), data, false);
      Registry registry =
          PostgresqlRegistry.open(
              PostgresqlAddress.parse(address, Map.of()), key, Clock.systemUTC());
      fill(registry, runs, setting.progress());
      SluiceServer server =
          SluiceServer.over(address, setting.workspace(), data, setting.serverCores());
      return new RunStore(registry, server, database::close);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static void fill(Registry registry, ManyRuns runs, Progress progress) {
    registry.environments().put(ENVIRONMENT, settings(), Map.of());
    runs.write(registry.runs(), progress);
  }

  /** They are remembered for as long as this takes. */
  private static EnvironmentSettings settings() {
    Retention kept = new Retention(3_650, 10_000_000, 90, 1_000);
    return new EnvironmentSettings(
        new RepositoryAddress("https://example.com/team/auth.git", "main"),
        true,
        RunSettings.DEFAULT,
        new Oversight(
            Recording.DEFAULT, kept, Optional.empty(), Optional.empty(), TypeChecking.WARN),
        Trust.NONE);
  }

  Registry registry() {
    return registry;
  }

  /** The server's, for whoever may do everything. */
  Api api() {
    return server.admin();
  }

  @Override
  public void close() {
    server.close();
    registry.close();
    gone.run();
  }
}

package dev.sluice.registry.sqlite;

import dev.sluice.registry.Secret;
import dev.sluice.registry.Signals;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.vault.Vault;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The environments in SQLite. */
record SqliteEnvironments(Database database, Vault vault, Signals signals, Clock clock)
    implements Environments {

  @Override
  public Environment put(
      EnvironmentName name,
      EnvironmentSettings settings,
      Map<EnvironmentSecret, Optional<Secret>> secrets) {
    StoredSecrets stored = new StoredSecrets(vault, name);
    Map<EnvironmentSecret, Optional<byte[]>> sealed = stored.sealed(secrets);
    Environment environment =
        database.write(transaction -> {
          Environment put = put(transaction, name, settings);
          stored.put(transaction, sealed);
          return put;
        });
    signals.environmentChanged(name);
    return environment;
  }

  private Environment put(Handle transaction, EnvironmentName name, EnvironmentSettings settings) {
    return transaction
        .createQuery(
            """
            INSERT INTO environments
              (name, repository_url, repository_branch, kinde_domain, go_live_on_sync, egress,
               limits, sealing, localization, oversight, created_at, revision)
            VALUES
              (:name, :url, :branch, :kindeDomain, :goLive, :egress,
               :limits, :sealing, :localization, :oversight, :now, 1)
            ON CONFLICT (name) DO UPDATE SET
              repository_url = excluded.repository_url,
              repository_branch = excluded.repository_branch,
              kinde_domain = excluded.kinde_domain,
              go_live_on_sync = excluded.go_live_on_sync,
              egress = excluded.egress,
              limits = excluded.limits,
              sealing = excluded.sealing,
              localization = excluded.localization,
              oversight = excluded.oversight,
              revision = revision + 1
            RETURNING *
            """)
        .bind("name", name.value())
        .bind("url", settings.repository().url())
        .bind("branch", settings.repository().branch())
        .bind("goLive", settings.goLiveOnSync())
        .bindMap(columns(settings.runs()))
        .bind(
            "oversight",
            unlessUsual(settings.oversight(), Oversight.DEFAULT).map(Json::write).orElse(null))
        .bind("now", clock.millis())
        .map(new EnvironmentMapper())
        .one();
  }

  private static Map<String, Optional<String>> columns(RunSettings runs) {
    return Map.of(
        "kindeDomain", runs.kindeDomain().map(URI::toString),
        "egress", egress(runs.egress()),
        "limits", Optional.of(Json.write(runs.limits().byKey())),
        "sealing", unlessUsual(runs.sealing(), SealingLayout.KINDE).map(SealingLayout::key),
        "localization", unlessUsual(runs.localization(), Localization.NONE).map(Json::write));
  }

  private static <T> Optional<T> unlessUsual(T chosen, T usual) {
    return Optional.of(chosen).filter(it -> !it.equals(usual));
  }

  private static Optional<String> egress(Egress egress) {
    return switch (egress) {
      case Egress.PublicInternet() -> Optional.empty();
      case Egress.Only(List<String> targets) -> Optional.of(Json.write(targets));
    };
  }

  @Override
  public Optional<Environment> find(EnvironmentName name) {
    return database.read(moment -> find(moment, name));
  }

  /** The environment as a transaction sees it. */
  static Optional<Environment> find(Handle moment, EnvironmentName name) {
    return moment
        .createQuery("SELECT * FROM environments WHERE name = :name")
        .bind("name", name.value())
        .map(new EnvironmentMapper())
        .findOne();
  }

  /**
   * @throws IllegalArgumentException if there's no such environment
   */
  static Environment require(Handle moment, EnvironmentName name) {
    return find(moment, name)
        .orElseThrow(() ->
            new IllegalArgumentException("there is no environment " + name + "; make it first"));
  }

  @Override
  public List<Environment> list() {
    return database.read(moment ->
        moment
            .createQuery("SELECT * FROM environments ORDER BY name")
            .map(new EnvironmentMapper())
            .list());
  }

  @Override
  public Optional<Secret> secret(EnvironmentName name, EnvironmentSecret which) {
    return database.read(moment -> new StoredSecrets(vault, name).find(moment, which));
  }

  @Override
  public Environment breakGlass(EnvironmentName name, Optional<BreakGlass> breakGlass) {
    Environment environment =
        database.write(transaction -> {
          transaction.execute(
              "UPDATE environments SET break_glass = ?, revision = revision + 1 WHERE name = ?",
              breakGlass.map(Json::write).orElse(null),
              name.value());
          return require(transaction, name);
        });
    signals.environmentChanged(name);
    return environment;
  }
}

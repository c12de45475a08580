package dev.sluice.registry.sql;

import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.audit.SettingsDifference;
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
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.trust.Trust;
import dev.sluice.registry.vault.Vault;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The environments in tables. */
record SqlEnvironments(Database database, Vault vault, Trail trail) implements Environments {

  @Override
  public Environment put(
      EnvironmentName name,
      EnvironmentSettings settings,
      Map<EnvironmentSecret, Optional<Secret>> secrets) {
    StoredSecrets stored = new StoredSecrets(vault, name);
    return database.change(
        name,
        transaction -> {
          Optional<Environment> before = find(transaction, name);
          Environment put = put(transaction, name, settings);
          stored.put(transaction, secrets);
          trail.add(transaction, change(before, put, secrets));
          return put;
        });
  }

  private static Change change(
      Optional<Environment> before,
      Environment after,
      Map<EnvironmentSecret, Optional<Secret>> secrets) {
    Change change =
        Change.of("environment.put", after.name(), after.name().value())
            .with("new", before.isEmpty());
    if (before.isPresent()) {
      change =
          change.with(
              "changes", SettingsDifference.between(before.get().settings(), after.settings()));
    }
    Map<String, String> changed = said(secrets);
    return changed.isEmpty() ? change : change.with("secrets", changed);
  }

  private static Map<String, String> said(Map<EnvironmentSecret, Optional<Secret>> secrets) {
    Map<String, String> changed = new TreeMap<>();
    secrets.forEach(
        (which, secret) -> changed.put(which.label(), secret.isPresent() ? "set" : "cleared"));
    return changed;
  }

  @Override
  public Environment putSecrets(
      EnvironmentName name, Map<EnvironmentSecret, Optional<Secret>> secrets) {
    StoredSecrets stored = new StoredSecrets(vault, name);
    return database.change(
        name,
        transaction -> {
          require(transaction, name);
          StoredRevisions.environmentChanged(transaction, name);
          stored.put(transaction, secrets);
          trail.add(
              transaction,
              Change.of("environment.secrets", name, name.value()).with("secrets", said(secrets)));
          return require(transaction, name);
        });
  }

  private Environment put(Handle transaction, EnvironmentName name, EnvironmentSettings settings) {
    return transaction
        .createQuery(
            """
            INSERT INTO environments
              (name, repository_url, repository_branch, repository_access, poll_seconds, status_api,
               kinde_domain, go_live_on_sync, egress,
               limits, sealing, localization, oversight, trust, created_at, revision)
            VALUES
              (:name, :url, :branch, :access, :pollSeconds, :statusApi, :kindeDomain, :goLive, :egress,
               :limits, :sealing, :localization, :oversight, :trust, :now, :step)
            ON CONFLICT (name) DO UPDATE SET
              repository_url = excluded.repository_url,
              repository_branch = excluded.repository_branch,
              repository_access = excluded.repository_access,
              status_api = excluded.status_api,
              poll_seconds = excluded.poll_seconds,
              kinde_domain = excluded.kinde_domain,
              go_live_on_sync = excluded.go_live_on_sync,
              egress = excluded.egress,
              limits = excluded.limits,
              sealing = excluded.sealing,
              localization = excluded.localization,
              oversight = excluded.oversight,
              trust = excluded.trust,
              revision = environments.revision + :step,
              settings_revision = environments.settings_revision + 1
            RETURNING *
            """)
        .bind("name", name.value())
        .bind("step", StoredRevisions.step())
        .bind("url", settings.repository().url())
        .bind("branch", settings.repository().branch())
        .bind("access", StoredAccess.column(settings.repository().access()))
        .bind(
            "statusApi",
            unlessUsual(settings.repository().statuses(), StatusApi.USUAL)
                .map(Json::write)
                .orElse(null))
        .bind("pollSeconds", settings.repository().pollSeconds())
        .bind("goLive", settings.goLiveOnSync())
        .bindMap(columns(settings.runs()))
        .bind(
            "oversight",
            unlessUsual(settings.oversight(), Oversight.DEFAULT).map(Json::write).orElse(null))
        .bind("trust", unlessUsual(settings.trust(), Trust.NONE).map(Json::write).orElse(null))
        .bind("now", trail.clock().millis())
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
  public Set<EnvironmentSecret> secretsSet(EnvironmentName name) {
    return database.read(moment -> new StoredSecrets(vault, name).kinds(moment));
  }

  private static Change change(EnvironmentName name, Optional<BreakGlass> breakGlass) {
    return Change.of("environment.break_glass", name, name.value())
        .with("decision", breakGlass.map(it -> it.decision().name().toLowerCase(Locale.ROOT)))
        .with("reason", breakGlass.map(BreakGlass::reason))
        .with("on", breakGlass.isPresent());
  }

  @Override
  public boolean breakGlass(EnvironmentName name, Optional<BreakGlass> breakGlass) {
    return database.write(
        transaction -> breakGlass(transaction, name, breakGlass),
        changed -> changed ? List.of(new News.EnvironmentChanged(name)) : List.of());
  }

  private boolean breakGlass(
      Handle transaction, EnvironmentName name, Optional<BreakGlass> breakGlass) {
    if (require(transaction, name).breakGlass().equals(breakGlass)) {
      return false;
    }
    transaction.execute(
        "UPDATE environments SET break_glass = ?, revision = revision + ? WHERE name = ?",
        breakGlass.map(Json::write).orElse(null),
        StoredRevisions.step(),
        name.value());
    trail.add(transaction, change(name, breakGlass));
    return true;
  }
}

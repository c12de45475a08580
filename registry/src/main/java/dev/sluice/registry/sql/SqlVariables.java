package dev.sluice.registry.sql;

import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.variable.Edit;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.NextOutcome;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.variable.Variables;
import dev.sluice.registry.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The variables in tables, each value sealed. */
record SqlVariables(Database database, Vault vault, Trail trail) implements Variables {

  @Override
  public KeptVariable put(EnvironmentName environment, Variable variable, KeyId by) {
    StoredVariables stored = new StoredVariables(vault, environment);
    KeptVariable kept = kept(variable, by);
    return database.change(
        environment,
        transaction -> {
          SqlEnvironments.require(transaction, environment);
          stored.put(transaction, kept);
          trail.add(transaction, told("put", environment, variable));
          return kept;
        });
  }

  @Override
  public KeptVariable put(
      EnvironmentName environment, VariableName name, Function<Boolean, Variable> made, KeyId by) {
    StoredVariables stored = new StoredVariables(vault, environment);
    return database.change(
        environment,
        transaction -> {
          SqlEnvironments.require(transaction, environment);
          boolean wasSecret =
              stored.find(transaction, name).filter(it -> it.variable().secret()).isPresent();
          KeptVariable kept = kept(made.apply(wasSecret), by);
          stored.put(transaction, kept);
          trail.add(transaction, told("put", environment, kept.variable()));
          return kept;
        });
  }

  private KeptVariable kept(Variable variable, KeyId by) {
    Instant now = Instant.ofEpochMilli(trail.clock().millis());
    return new KeptVariable(variable, Optional.of(new Edit(now, by)));
  }

  @Override
  public NextOutcome putNext(
      EnvironmentName environment, VariableName name, Secret next, KeyId by) {
    return change(
        "put_next",
        environment,
        name,
        variable ->
            variable.secret()
                ? new NextOutcome.Done(kept(variable.withNext(Optional.of(next)), by))
                : new NextOutcome.NotSecret());
  }

  @Override
  public NextOutcome rotate(EnvironmentName environment, VariableName name, KeyId by) {
    return change(
        "rotate",
        environment,
        name,
        variable ->
            variable
                .next()
                .<NextOutcome>map(next -> new NextOutcome.Done(kept(variable.withValue(next), by)))
                .orElseGet(() -> withoutNext(variable)));
  }

  @Override
  public NextOutcome dropNext(EnvironmentName environment, VariableName name, KeyId by) {
    return change(
        "drop_next",
        environment,
        name,
        variable ->
            variable.next().isPresent()
                ? new NextOutcome.Done(kept(variable.withNext(Optional.empty()), by))
                : withoutNext(variable));
  }

  private static NextOutcome withoutNext(Variable variable) {
    return variable.secret() ? new NextOutcome.NoNext() : new NextOutcome.NotSecret();
  }

  private NextOutcome change(
      String action,
      EnvironmentName environment,
      VariableName name,
      Function<Variable, NextOutcome> wish) {
    StoredVariables stored = new StoredVariables(vault, environment);
    return database.write(
        transaction -> {
          NextOutcome changed =
              stored
                  .find(transaction, name)
                  .map(found -> wish.apply(found.variable()))
                  .orElseGet(NextOutcome.Unknown::new);
          if (changed instanceof NextOutcome.Done(KeptVariable variable)) {
            stored.put(transaction, variable);
            trail.add(transaction, told(action, environment, variable.variable()));
          }
          return changed;
        },
        outcome ->
            outcome instanceof NextOutcome.Done
                ? List.of(new News.EnvironmentChanged(environment))
                : List.of());
  }

  /** What the audit log says: never a value. */
  private static Change told(String action, EnvironmentName environment, Variable variable) {
    return Change.of("variable." + action, environment, variable.name().value())
        .with("secret", variable.secret());
  }

  @Override
  public boolean delete(EnvironmentName environment, VariableName name) {
    return database.write(
        transaction -> delete(transaction, environment, name),
        deleted -> deleted ? List.of(new News.EnvironmentChanged(environment)) : List.of());
  }

  private boolean delete(Handle transaction, EnvironmentName environment, VariableName name) {
    int deleted =
        transaction.execute(
            "DELETE FROM variables WHERE environment = ? AND name = ?",
            environment.value(),
            name.value());
    if (deleted > 0) {
      StoredRevisions.environmentChanged(transaction, environment);
      trail.add(transaction, Change.of("variable.delete", environment, name.value()));
    }
    return deleted > 0;
  }

  @Override
  public boolean has(EnvironmentName environment, VariableName name) {
    return database.read(moment -> new StoredVariables(vault, environment).has(moment, name));
  }

  @Override
  public List<KeptVariable> list(EnvironmentName environment) {
    return database.read(new StoredVariables(vault, environment)::list);
  }
}

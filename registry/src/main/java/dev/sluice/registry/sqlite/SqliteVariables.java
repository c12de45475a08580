package dev.sluice.registry.sqlite;

import dev.sluice.registry.Signals;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.variable.Variables;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The variables in SQLite, each value sealed. */
record SqliteVariables(Database database, Vault vault, Signals signals, Trail trail)
    implements Variables {

  @Override
  public void put(EnvironmentName environment, Variable variable) {
    Binding binding = Binding.variable(environment, variable.name(), variable.secret());
    byte[] sealed = vault.seal(variable.value(), binding);
    database.writing(transaction -> {
      SqliteEnvironments.require(transaction, environment);
      transaction.execute(
          "INSERT OR REPLACE INTO variables (environment, name, value, secret) VALUES (?, ?, ?, ?)",
          environment.value(),
          variable.name().value(),
          sealed,
          variable.secret());
      StoredRevisions.environmentChanged(transaction, environment);
      trail.add(
          transaction,
          Change.of("variable.put", environment, variable.name().value())
              .with("secret", variable.secret()));
    });
    signals.environmentChanged(environment);
  }

  @Override
  public boolean delete(EnvironmentName environment, VariableName name) {
    boolean deleted = database.write(transaction -> delete(transaction, environment, name));
    if (deleted) {
      signals.environmentChanged(environment);
    }
    return deleted;
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
  public List<Variable> list(EnvironmentName environment) {
    return database.read(moment ->
        moment
            .createQuery(
                """
                SELECT name, value, secret FROM variables
                WHERE environment = :environment ORDER BY name
                """)
            .bind("environment", environment.value())
            .map((row, context) -> opened(row, environment))
            .list());
  }

  private Variable opened(ResultSet row, EnvironmentName environment) throws SQLException {
    VariableName name = new VariableName(row.getString("name"));
    boolean secret = row.getBoolean("secret");
    Binding binding = Binding.variable(environment, name, secret);
    return new Variable(name, vault.open(row.getBytes("value"), binding), secret);
  }
}

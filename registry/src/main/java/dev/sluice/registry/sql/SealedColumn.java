package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.request.RequestName;
import dev.sluice.registry.sealing.WorkflowKeyId;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A column whose values are sealed under the master key.
 *
 * @param key the columns that name a row
 * @param binding what a row's value is sealed as
 */
record SealedColumn(String table, String name, List<String> key, RowBinding binding) {
  /** Every one there is, but for the mark and the index key of the registry's only row. */
  static final List<SealedColumn> ALL =
      List.of(
          new SealedColumn(
              "environment_secrets",
              "value",
              List.of("environment", "kind"),
              row -> Binding.secret(environment(row), secret(row.getString("kind")))),
          new SealedColumn(
              "variables",
              "value",
              List.of("environment", "name"),
              row -> Binding.variable(environment(row), variable(row), row.getBoolean("secret"))),
          new SealedColumn(
              "variables",
              "next",
              List.of("environment", "name"),
              row -> Binding.nextVariable(environment(row), variable(row))),
          new SealedColumn(
              "variables",
              "preview",
              List.of("environment", "name"),
              row ->
                  Binding.previewVariable(
                      environment(row), variable(row), row.getBoolean("secret"))),
          new SealedColumn(
              "workflow_keys",
              "value",
              List.of("id"),
              row ->
                  Binding.workflowKey(
                      environment(row),
                      new WorkflowId(row.getString("workflow")),
                      new WorkflowKeyId(row.getString("id")))),
          new SealedColumn(
              "requests",
              "body",
              List.of("caller", "name"),
              row ->
                  StoredRequests.binding(
                      new RequestName(row.getString("caller"), row.getString("name")))));

  /** Tells what a row's value is sealed as. */
  @FunctionalInterface
  interface RowBinding {
    Binding of(ResultSet row) throws SQLException;
  }

  private static EnvironmentName environment(ResultSet row) throws SQLException {
    return new EnvironmentName(row.getString("environment"));
  }

  private static VariableName variable(ResultSet row) throws SQLException {
    return new VariableName(row.getString("name"));
  }

  private static EnvironmentSecret secret(String label) {
    return Arrays.stream(EnvironmentSecret.values())
        .filter(which -> which.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no version of Sluice keeps a " + label));
  }

  /**
   * Seals those of its values anew that aren't sealed under that key.
   *
   * @return how many
   * @throws dev.sluice.registry.RegistryException if one doesn't open; it says which
   */
  int reseal(Handle transaction, Vault from, Vault to) {
    List<List<Object>> changes =
        transaction
            .createQuery("SELECT * FROM %s WHERE %s IS NOT NULL".formatted(table, name))
            .map((row, _) -> resealed(row, from, to))
            .list()
            .stream()
            .flatMap(Optional::stream)
            .toList();
    if (!changes.isEmpty()) {
      write(transaction, changes);
    }
    return changes.size();
  }

  /** The new value, then the row's key; empty if it may stay. */
  private Optional<List<Object>> resealed(ResultSet row, Vault from, Vault to) throws SQLException {
    Binding bound = binding.of(row);
    byte[] sealed = row.getBytes(name);
    if (to.opens(sealed, bound)) {
      return Optional.empty();
    }
    List<Object> change = new ArrayList<>();
    change.add(to.seal(from.open(sealed, bound), bound));
    for (String column : key) {
      change.add(row.getString(column));
    }
    return Optional.of(Collections.unmodifiableList(change));
  }

  private void write(Handle transaction, List<List<Object>> changes) {
    String row = key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
    String sql = "UPDATE %s SET %s = ? WHERE %s".formatted(table, name, row);
    try (PreparedBatch batch = transaction.prepareBatch(sql)) {
      changes.forEach(change -> batch.add(change.toArray()));
      batch.execute();
    }
  }
}

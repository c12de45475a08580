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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

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

  /** Rows at a time: those of {@code requests} may have a quarter of a megabyte each. */
  private static final int BATCH = 25;

  /**
   * Seals those of its values anew that aren't sealed under that key.
   *
   * @return how many
   * @throws dev.sluice.registry.RegistryException if one doesn't open; it says which
   */
  int reseal(Handle transaction, Vault from, Vault to) {
    int changed = 0;
    List<Looked> batch = after(List.of(), transaction, from, to);
    while (!batch.isEmpty()) {
      changed += write(transaction, batch);
      batch = after(batch.getLast().key(), transaction, from, to);
    }
    return changed;
  }

  /**
   * One row.
   *
   * @param sealed anew; empty if it may stay
   */
  private record Looked(List<String> key, Optional<byte[]> sealed) {}

  /**
   * The next rows, in the order of their keys.
   *
   * @param last the key of the last one before; empty for the first
   */
  private List<Looked> after(List<String> last, Handle transaction, Vault from, Vault to) {
    String columns = String.join(", ", key);
    String later =
        last.isEmpty()
            ? ""
            : "AND (%s) > (%s)".formatted(columns, "?" + ", ?".repeat(key.size() - 1));
    Query query =
        transaction.createQuery(
            "SELECT * FROM %s WHERE %s IS NOT NULL %s ORDER BY %s LIMIT %d"
                .formatted(table, name, later, columns, BATCH));
    for (int i = 0; i < last.size(); i++) {
      query.bind(i, last.get(i));
    }
    return query.map((row, _) -> looked(row, from, to)).list();
  }

  private Looked looked(ResultSet row, Vault from, Vault to) throws SQLException {
    List<String> named = new ArrayList<>();
    for (String column : key) {
      named.add(row.getString(column));
    }
    Binding bound = binding.of(row);
    byte[] sealed = row.getBytes(name);
    return new Looked(
        List.copyOf(named),
        to.opens(sealed, bound)
            ? Optional.empty()
            : Optional.of(to.seal(from.open(sealed, bound), bound)));
  }

  /** How many of them were sealed anew. */
  private int write(Handle transaction, List<Looked> rows) {
    String row = key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
    String sql = "UPDATE %s SET %s = ? WHERE %s".formatted(table, name, row);
    List<Looked> changed = rows.stream().filter(it -> it.sealed().isPresent()).toList();
    if (!changed.isEmpty()) {
      try (PreparedBatch batch = transaction.prepareBatch(sql)) {
        changed.forEach(
            it -> batch.add(Stream.concat(it.sealed().stream(), it.key().stream()).toArray()));
        batch.execute();
      }
    }
    return changed.size();
  }
}

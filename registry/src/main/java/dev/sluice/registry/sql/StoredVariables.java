package dev.sluice.registry.sql;

import dev.sluice.registry.FullException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.variable.Edit;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.variable.Variables;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One environment's variables, sealed in their rows. */
record StoredVariables(Vault vault, EnvironmentName environment) {
  void put(Handle transaction, KeptVariable kept) {
    put(transaction, kept, sealed(kept.variable()));
  }

  private Sealed sealed(Variable variable) {
    Binding binding = Binding.variable(environment, variable.name(), variable.secret());
    byte[] value = vault.seal(variable.value(), binding);
    Binding bindingOfNext = Binding.nextVariable(environment, variable.name());
    Optional<byte[]> next = variable.next().map(it -> vault.seal(it, bindingOfNext));
    Binding bindingOfPreview =
        Binding.previewVariable(environment, variable.name(), variable.secret());
    Optional<byte[]> preview = variable.preview().map(it -> vault.seal(it, bindingOfPreview));
    return new Sealed(value, next, preview);
  }

  /** A variable's values as they are stored. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sealed(byte[] value, Optional<byte[]> next, Optional<byte[]> preview) {}

  private void put(Handle transaction, KeptVariable kept, Sealed sealed) {
    Variable variable = kept.variable();
    transaction
        .createUpdate(
            """
            INSERT INTO variables
              (environment, name, value, next, preview, secret, updated_at, updated_by)
            VALUES (:environment, :name, :value, :next, :preview, :secret, :updatedAt, :updatedBy)
            ON CONFLICT (environment, name) DO UPDATE SET value = excluded.value,
              next = excluded.next, preview = excluded.preview, secret = excluded.secret,
              updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """)
        .bind("environment", environment.value())
        .bind("name", variable.name().value())
        .bind("value", sealed.value())
        .bind("next", sealed.next())
        .bind("preview", sealed.preview())
        .bind("secret", variable.secret())
        .bind("updatedAt", kept.edit().map(edit -> edit.at().toEpochMilli()))
        .bind("updatedBy", kept.edit().map(edit -> edit.by().value()))
        .execute();
    requireRoom(transaction);
    StoredRevisions.environmentChanged(transaction, environment);
  }

  /** Looked at when it is written, so that what is replaced doesn't count; thrown, it wasn't. */
  private void requireRoom(Handle transaction) {
    transaction
        .createQuery(
            """
            SELECT COUNT(*) AS variables,
              SUM(LENGTH(value) + coalesce(LENGTH(next), 0) + coalesce(LENGTH(preview), 0)) AS bytes
            FROM variables WHERE environment = :environment
            """)
        .bind("environment", environment.value())
        .map((row, context) -> new Size(row.getInt("variables"), row.getLong("bytes")))
        .one()
        .require(environment);
  }

  /** How much there is. */
  private record Size(int variables, long bytes) {
    void require(EnvironmentName environment) {
      if (variables > Variables.MOST) {
        throw new FullException(
            "the environment %s has %,d variables, as many as it may"
                .formatted(environment, Variables.MOST));
      }
      if (bytes > Variables.MOST_BYTES) {
        throw new FullException(
            "the values of the variables of %s may have %,d bytes in all"
                .formatted(environment, Variables.MOST_BYTES));
      }
    }
  }

  Optional<KeptVariable> find(Handle moment, VariableName name) {
    return moment
        .createQuery("SELECT * FROM variables WHERE environment = :environment AND name = :name")
        .bind("environment", environment.value())
        .bind("name", name.value())
        .map((row, context) -> opened(row))
        .findOne();
  }

  boolean has(Handle moment, VariableName name) {
    return moment
        .createQuery("SELECT 1 FROM variables WHERE environment = :environment AND name = :name")
        .bind("environment", environment.value())
        .bind("name", name.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  List<KeptVariable> list(Handle moment) {
    return moment
        .createQuery("SELECT * FROM variables WHERE environment = :environment ORDER BY name")
        .bind("environment", environment.value())
        .map((row, context) -> opened(row))
        .list();
  }

  private KeptVariable opened(ResultSet row) throws SQLException {
    VariableName name = new VariableName(row.getString("name"));
    boolean secret = row.getBoolean("secret");
    Secret value = vault.open(row.getBytes("value"), Binding.variable(environment, name, secret));
    Optional<Secret> next =
        Optional.ofNullable(row.getBytes("next"))
            .map(sealed -> vault.open(sealed, Binding.nextVariable(environment, name)));
    Optional<Secret> preview =
        Optional.ofNullable(row.getBytes("preview"))
            .map(it -> vault.open(it, Binding.previewVariable(environment, name, secret)));
    return new KeptVariable(new Variable(name, value, next, preview, secret), edit(row));
  }

  private static Optional<Edit> edit(ResultSet row) throws SQLException {
    @Nullable String by = row.getString("updated_by");
    Instant at = Instant.ofEpochMilli(row.getLong("updated_at"));
    return Optional.ofNullable(by).map(key -> new Edit(at, new KeyId(key)));
  }
}

package dev.sluice.registry.sql;

import dev.sluice.registry.FullException;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.sealing.WorkflowKey;
import dev.sluice.registry.sealing.WorkflowKeyId;
import dev.sluice.registry.sealing.WorkflowKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** One workflow's keys, as a transaction sees and changes them. */
record StoredWorkflowKeys(Handle transaction, EnvironmentName environment, WorkflowId workflow) {
  List<WorkflowKey> list() {
    return transaction
        .createQuery(
            """
            SELECT * FROM workflow_keys
            WHERE environment = :environment AND workflow = :workflow ORDER BY seq DESC
            """)
        .bind("environment", environment.value())
        .bind("workflow", workflow.value())
        .map(StoredWorkflowKeys::key)
        .list();
  }

  Optional<WorkflowKey> find(WorkflowKeyId id) {
    return list().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /**
   * @throws FullException if the environment can't have one more
   */
  void requireRoom() {
    int all =
        transaction
            .createQuery("SELECT COUNT(*) FROM workflow_keys WHERE environment = :environment")
            .bind("environment", environment.value())
            .mapTo(Integer.class)
            .one();
    if (all >= WorkflowKeys.MOST_OF_ALL) {
      throw new FullException(
          "the workflows of %s have %,d keys, as many as they may".formatted(environment, all));
    }
  }

  void add(WorkflowKey key, byte[] sealed) {
    if (key.active()) {
      deactivate();
      StoredRevisions.environmentChanged(transaction, environment);
    }
    transaction
        .createUpdate(
            """
            INSERT INTO workflow_keys
              (id, environment, workflow, value, active, created_at, created_by)
            VALUES (:id, :environment, :workflow, :value, :active, :createdAt, :createdBy)
            """)
        .bind("id", key.id().value())
        .bind("environment", environment.value())
        .bind("workflow", workflow.value())
        .bind("value", sealed)
        .bind("active", key.active())
        .bind("createdAt", key.createdAt().toEpochMilli())
        .bind("createdBy", key.createdBy().value())
        .execute();
  }

  /** Makes the key active, and the one before inactive; or none active. */
  void switchTo(boolean active, WorkflowKey key) {
    deactivate();
    if (active) {
      transaction.execute("UPDATE workflow_keys SET active = TRUE WHERE id = ?", key.id().value());
    }
    StoredRevisions.environmentChanged(transaction, environment);
  }

  private void deactivate() {
    transaction.execute(
        "UPDATE workflow_keys SET active = FALSE WHERE environment = ? AND workflow = ? AND active",
        environment.value(),
        workflow.value());
  }

  void delete(WorkflowKeyId id) {
    transaction.execute("DELETE FROM workflow_keys WHERE id = ?", id.value());
  }

  private static WorkflowKey key(ResultSet row, StatementContext context) throws SQLException {
    return new WorkflowKey(
        new WorkflowKeyId(row.getString("id")),
        new WorkflowId(row.getString("workflow")),
        row.getBoolean("active"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        new KeyId(row.getString("created_by")));
  }
}

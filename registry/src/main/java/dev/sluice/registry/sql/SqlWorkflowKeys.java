package dev.sluice.registry.sql;

import dev.sluice.registry.audit.Change;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sealing.Deletion;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sealing.WorkflowKey;
import dev.sluice.registry.sealing.WorkflowKeyId;
import dev.sluice.registry.sealing.WorkflowKeys;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The workflows' keys in tables, each value sealed. */
record SqlWorkflowKeys(Database database, Vault vault, Trail trail) implements WorkflowKeys {

  @Override
  public Optional<WorkflowKey> add(EnvironmentName environment, NewWorkflowKey added) {
    WorkflowKeyId id = WorkflowKeyId.next(trail.clock());
    Binding binding = Binding.workflowKey(environment, added.workflow(), id);
    Instant now = Instant.ofEpochMilli(trail.clock().millis());
    return database.write(
        transaction -> {
          SqlEnvironments.require(transaction, environment);
          StoredWorkflowKeys stored =
              new StoredWorkflowKeys(transaction, environment, added.workflow());
          int others = stored.list().size();
          if (others >= MOST) {
            return Optional.empty();
          }
          stored.requireRoom();
          boolean active = added.activate() || others == 0;
          WorkflowKey fresh = new WorkflowKey(id, added.workflow(), active, now, added.by());
          stored.add(fresh, vault.seal(added.material().base64(), binding));
          trail.add(transaction, told("add", environment, fresh).with("active", active));
          return Optional.of(fresh);
        },
        key -> key.filter(WorkflowKey::active).stream().map(_ -> changed(environment)).toList());
  }

  @Override
  public List<WorkflowKey> list(EnvironmentName environment, WorkflowId workflow) {
    return database.read(moment -> new StoredWorkflowKeys(moment, environment, workflow).list());
  }

  @Override
  public Map<WorkflowId, KeyMaterial> active(EnvironmentName environment) {
    return database.read(moment ->
        moment
            .createQuery(
                """
                SELECT id, workflow, value FROM workflow_keys
                WHERE environment = :environment AND active
                """)
            .bind("environment", environment.value())
            .map((row, context) -> opened(row, environment))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private Map.Entry<WorkflowId, KeyMaterial> opened(ResultSet row, EnvironmentName environment)
      throws SQLException {
    WorkflowId workflow = new WorkflowId(row.getString("workflow"));
    WorkflowKeyId id = new WorkflowKeyId(row.getString("id"));
    Binding binding = Binding.workflowKey(environment, workflow, id);
    return Map.entry(workflow, new KeyMaterial(vault.open(row.getBytes("value"), binding)));
  }

  @Override
  public Optional<WorkflowKey> activate(
      EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key) {
    return switchTo(true, environment, workflow, key);
  }

  @Override
  public Optional<WorkflowKey> deactivate(
      EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key) {
    return switchTo(false, environment, workflow, key);
  }

  private Optional<WorkflowKey> switchTo(
      boolean active, EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key) {
    Optional<WorkflowKey> before =
        database.write(
            transaction -> {
              StoredWorkflowKeys stored =
                  new StoredWorkflowKeys(transaction, environment, workflow);
              Optional<WorkflowKey> found = stored.find(key);
              found
                  .filter(it -> it.active() != active)
                  .ifPresent(it -> {
                    stored.switchTo(active, it);
                    trail.add(
                        transaction, told(active ? "activate" : "deactivate", environment, it));
                  });
              return found;
            },
            found ->
                found.filter(it -> it.active() != active).stream()
                    .map(_ -> changed(environment))
                    .toList());
    return before.map(it -> it.with(active));
  }

  private static News changed(EnvironmentName environment) {
    return new News.EnvironmentChanged(environment);
  }

  @Override
  public Deletion delete(EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key) {
    return database.write(transaction -> delete(transaction, environment, workflow, key));
  }

  /** What the audit log says: never a value. */
  private static Change told(String action, EnvironmentName environment, WorkflowKey key) {
    return Change.of("workflow_key." + action, environment, key.id().value())
        .with("workflow", key.workflow().value());
  }

  /** Nothing that is served changes, as what is active can't be deleted. */
  private Deletion delete(
      Handle transaction, EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key) {
    StoredWorkflowKeys stored = new StoredWorkflowKeys(transaction, environment, workflow);
    Optional<WorkflowKey> found = stored.find(key);
    if (found.isEmpty()) {
      return Deletion.UNKNOWN;
    }
    if (found.get().active()) {
      return Deletion.ACTIVE;
    }
    stored.delete(key);
    trail.add(transaction, told("delete", environment, found.get()));
    return Deletion.DELETED;
  }
}

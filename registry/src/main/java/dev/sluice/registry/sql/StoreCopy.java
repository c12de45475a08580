package dev.sluice.registry.sql;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.Vault;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Copies all that a registry holds into an empty one, numbers included. It reads one moment of the
 * one and writes one transaction of the other: broken off, it leaves that as empty as it was.
 */
public final class StoreCopy {
  /** Each after those that its rows refer to. */
  static final List<String> TABLES =
      List.of(
          "registry",
          "environments",
          "environment_secrets",
          "variables",
          "workflow_keys",
          "api_keys",
          "syncs",
          "sync_log",
          "deliveries",
          "notices",
          "comments",
          "connection_tests",
          "synced_commits",
          "bundles",
          "deployments",
          "environment_deployments",
          "commit_deployments",
          "build_inputs",
          "previews",
          "branch_looks",
          "releases",
          "release_deployments",
          "withdrawn_workflows",
          "runs",
          "audit",
          "requests");

  private final Store from;
  private final Store to;
  private final KeyCheck key;
  private final Consumer<String> progress;

  /**
   * A copy that hasn't begun.
   *
   * @param progress what there is to say of it, once a second at most
   */
  public StoreCopy(Store from, Store to, MasterKey key, Consumer<String> progress) {
    this.from = from;
    this.to = to;
    this.key = new KeyCheck(new Vault(key));
    this.progress = progress;
  }

  /**
   * Copies.
   *
   * @return how many rows
   * @throws RegistryException if there's nothing to copy, or the other isn't empty
   * @throws dev.sluice.registry.vault.MasterKeyException if the one was made with another key
   */
  public long run() {
    return to.write(target -> from.read(source -> run(source, target)));
  }

  private long run(Handle source, Handle target) {
    if (!key.isMarked(source)) {
      throw new RegistryException("There is no registry to copy: nothing was ever kept in it");
    }
    key.pass(source);
    requireEmpty(target);
    target.execute("DELETE FROM registry");
    long rows = 0;
    for (String table : TABLES) {
      rows += new TableCopy(table, progress).run(source, target);
    }
    new RunIndexCopy(to.runIndex(), progress).run(source, target);
    to.copied(target);
    return rows;
  }

  private void requireEmpty(Handle target) {
    boolean empty =
        !key.isMarked(target)
            && TABLES.stream()
                .filter(table -> !table.equals("registry"))
                .allMatch(table -> TableCopy.isEmpty(target, table));
    if (!empty) {
      throw new RegistryException(
          "The registry to copy into isn't empty: nothing was copied. Name a new database, or a"
              + " folder that doesn't exist yet");
    }
  }
}

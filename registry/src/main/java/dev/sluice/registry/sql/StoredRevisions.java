package dev.sluice.registry.sql;

import dev.sluice.registry.Revisions;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/**
 * The counters that grow with each change, in the transactions that make the change. They grow by
 * steps of any length: a database that has lost its last commits, as a replica may have that takes
 * over or a backup has, won't come by the same number for something else.
 */
final class StoredRevisions {
  private static final int LONGEST_STEP = 1 << 20;

  private StoredRevisions() {}

  /** What to add for a change. */
  static int step() {
    return ThreadLocalRandom.current().nextInt(1, LONGEST_STEP);
  }

  static Revisions read(Handle moment) {
    Map<EnvironmentName, Long> environments = new HashMap<>();
    moment
        .createQuery("SELECT name, revision FROM environments")
        .map((row, context) -> Map.entry(new EnvironmentName(row.getString(1)), row.getLong(2)))
        .forEach(entry -> environments.put(entry.getKey(), entry.getValue()));
    long keys = moment.createQuery("SELECT keys_revision FROM registry").mapTo(Long.class).one();
    return new Revisions(environments, keys);
  }

  static void environmentChanged(Handle transaction, EnvironmentName environment) {
    transaction.execute(
        "UPDATE environments SET revision = revision + ? WHERE name = ?",
        step(),
        environment.value());
  }

  static void keysChanged(Handle transaction) {
    transaction.execute("UPDATE registry SET keys_revision = keys_revision + ?", step());
  }
}

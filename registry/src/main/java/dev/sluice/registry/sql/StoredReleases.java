package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.Change;
import dev.sluice.registry.release.Release;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One environment's releases, within one transaction. */
record StoredReleases(Handle moment, EnvironmentName environment) {

  /** Writes the next one, which is live from then on. */
  Release append(Release.Entry entry, Optional<CommitId> commit, List<Deployment> deployments) {
    int number = live().map(Release::number).orElse(0) + 1;
    moment
        .createUpdate(
            """
            INSERT INTO releases
              (environment, number, at, made_by, action, reason, note, commit_id)
            VALUES (:environment, :number, :at, :by, :action, :reason, :note, :commit)
            """)
        .bind("environment", environment.value())
        .bind("number", number)
        .bind("at", entry.at().toEpochMilli())
        .bind("by", entry.by())
        .bind("action", entry.action().key())
        .bind("reason", entry.reason())
        .bind("note", entry.note())
        .bind("commit", commit.map(CommitId::value))
        .execute();
    addMembers(number, deployments);
    StoredRevisions.environmentChanged(moment, environment);
    return find(number).orElseThrow();
  }

  private void addMembers(int number, List<Deployment> deployments) {
    try (PreparedBatch batch =
        moment.prepareBatch(
            """
            INSERT INTO release_deployments
              (environment, number, trigger_name, workflow, deployment) VALUES (?, ?, ?, ?, ?)
            """)) {
      for (Deployment deployment : deployments) {
        batch.add(
            environment.value(),
            number,
            deployment.workflow().trigger().value(),
            deployment.workflow().id().value(),
            deployment.id().value());
      }
      batch.execute();
    }
    deployments.stream()
        .filter(it -> !it.environment().equals(environment))
        .forEach(given -> new StoredDeployments(moment).give(environment, given.id()));
  }

  Optional<Release> live() {
    return newest(1, Long.MAX_VALUE).stream().findFirst();
  }

  /** A look at an index for each environment, however long its history. */
  static Map<EnvironmentName, Integer> liveNumbers(Handle moment) {
    Map<EnvironmentName, Integer> numbers = new HashMap<>();
    moment
        .createQuery(
            """
            SELECT name, number FROM
              (SELECT name,
                 (SELECT max(number) FROM releases WHERE environment = environments.name) AS number
               FROM environments) AS live
            WHERE number IS NOT NULL
            """)
        .map((row, _) -> Map.entry(new EnvironmentName(row.getString(1)), row.getInt(2)))
        .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
    return numbers;
  }

  Optional<Release> find(int number) {
    return moment
        .createQuery("SELECT * FROM releases WHERE environment = :environment AND number = :number")
        .bind("environment", environment.value())
        .bind("number", number)
        .map((row, context) -> release(row))
        .findOne();
  }

  /**
   * @param below only those with smaller numbers
   */
  List<Release> newest(int limit, long below) {
    return moment
        .createQuery(
            """
            SELECT * FROM releases WHERE environment = :environment AND number < :below
            ORDER BY number DESC LIMIT :limit
            """)
        .bind("environment", environment.value())
        .bind("below", below)
        .bind("limit", limit)
        .map((row, context) -> release(row))
        .list();
  }

  private Release release(ResultSet row) throws SQLException {
    int number = row.getInt("number");
    Release.Entry entry =
        new Release.Entry(
            Instant.ofEpochMilli(row.getLong("at")),
            row.getString("made_by"),
            Action.of(row.getString("action")),
            row.getString("reason"),
            Optional.ofNullable(row.getString("note")));
    Optional<CommitId> commit = Optional.ofNullable(row.getString("commit_id")).map(CommitId::new);
    List<Deployment> members = members(number);
    List<Change> changes = Change.between(members(number - 1), members);
    return new Release(environment, number, entry, commit, members, changes);
  }

  private List<Deployment> members(int number) {
    return moment
        .createQuery(
            """
            SELECT %s FROM release_deployments AS member
            JOIN deployments ON deployments.id = member.deployment
            WHERE member.environment = :environment AND member.number = :number
            ORDER BY member.trigger_name
            """
                .formatted(DeploymentRow.COLUMNS))
        .bind("environment", environment.value())
        .bind("number", number)
        .map(DeploymentRow::read)
        .list();
  }
}

package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Deployments.Preview;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was built of pull requests, within one transaction. */
record StoredPreviews(Handle moment) {
  /** For pull requests of which nobody ever says that they are closed. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final Duration KEPT_AFTERWARDS = Duration.ofDays(7);
  private static final int AT_ONCE = 100;

  void add(Deployment built, Bundle bundle, long pullRequest) {
    new StoredDeployments(moment).addContent(built.digest(), bundle);
    moment
        .createUpdate(
            """
            INSERT INTO previews (id, environment, pull_request, workflow, trigger_name, file,
              commit_id, built_at, digest, build_log, forget_at)
            VALUES (:id, :environment, :pullRequest, :workflow, :trigger, :file,
              :commit, :builtAt, :digest, :log, :forgetAt)
            """)
        .bind("id", built.id().value())
        .bind("environment", built.environment().value())
        .bind("pullRequest", pullRequest)
        .bind("workflow", built.workflow().id().value())
        .bind("trigger", built.workflow().trigger().value())
        .bind("file", built.workflow().file())
        .bind("commit", built.commit().value())
        .bind("builtAt", built.provenance().builtAt().toEpochMilli())
        .bind("digest", built.digest().value())
        .bind("log", bundle.buildLog())
        .bind("forgetAt", built.provenance().builtAt().plus(KEPT).toEpochMilli())
        .execute();
  }

  Optional<Preview> find(EnvironmentName environment, DeploymentId id) {
    return moment
        .createQuery(
            """
            SELECT %s, pull_request FROM previews AS deployments
            WHERE id = :id AND environment = :environment
            """
                .formatted(DeploymentRow.COLUMNS))
        .bind("id", id.value())
        .bind("environment", environment.value())
        .map((row, context) ->
            new Preview(DeploymentRow.read(row, context), row.getLong("pull_request")))
        .findOne();
  }

  void closed(EnvironmentName environment, long pullRequest, Instant now) {
    long end = now.plus(KEPT_AFTERWARDS).toEpochMilli();
    moment.execute(
        """
        UPDATE previews SET forget_at = ?
        WHERE environment = ? AND pull_request = ? AND forget_at > ?
        """,
        end,
        environment.value(),
        pullRequest,
        end);
  }

  /** Forgets some of those whose time is over; how many. */
  int prune(Instant now) {
    List<String> digests =
        moment
            .createQuery(
                """
                DELETE FROM previews WHERE seq IN
                  (SELECT seq FROM previews WHERE forget_at <= :now ORDER BY forget_at LIMIT :most)
                RETURNING digest
                """)
            .bind("now", now.toEpochMilli())
            .bind("most", AT_ONCE)
            .mapTo(String.class)
            .list();
    digests.stream().distinct().forEach(this::forgetContent);
    return digests.size();
  }

  private void forgetContent(String digest) {
    moment.execute(
        """
        DELETE FROM bundles WHERE digest = ?
          AND NOT EXISTS (SELECT 1 FROM previews WHERE previews.digest = bundles.digest)
          AND NOT EXISTS (SELECT 1 FROM deployments WHERE deployments.digest = bundles.digest)
        """,
        digest);
  }

  /** Whether those that were forgotten at once may not have been all. */
  static boolean mayBeMore(int forgotten) {
    return forgotten == AT_ONCE;
  }
}

package dev.sluice.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.Pages;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Deployments.Listed;
import dev.sluice.registry.environment.EnvironmentName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of an older version with 20,000 deployments: 1,000 commits of 20 workflows. */
class LongHistoryTest {
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final String FILL =
      """
      INSERT INTO environments
        (name, repository_url, repository_branch, go_live_on_sync, created_at, revision)
      VALUES ('production', 'https://example.com/a.git', 'main', 1, 0, 1),
        ('staging', 'https://example.com/a.git', 'main', 1, 0, 1);
      INSERT INTO bundles VALUES ('%1$s', '', '', '');
      WITH RECURSIVE counted(n) AS
        (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < 19999)
      INSERT INTO deployments (id, environment, workflow, trigger_name, file, commit_id, built_at,
        digest, build_log)
      SELECT 'dep_' || n, 'production', 'w' || (n %% 20), 't' || (n %% 20), 'wWorkflow.ts',
        printf('%%040x', n / 20), n, '%1$s', printf('%%.*c', 2000, 'x') FROM counted;
      INSERT INTO releases (environment, number, at, made_by, reason)
      SELECT 'production', (seq - 1) / 20 + 1, 0, 'syn_1', 'sync' FROM deployments GROUP BY 2;
      INSERT INTO release_deployments (environment, number, trigger_name, workflow, deployment)
      SELECT environment, (seq - 1) / 20 + 1, trigger_name, workflow, id FROM deployments;
      INSERT INTO releases (environment, number, at, made_by, reason)
      VALUES ('staging', 1, 0, 'key_1', 'promotion');
      INSERT INTO release_deployments (environment, number, trigger_name, workflow, deployment)
      VALUES ('staging', 1, 't7', 'w7', 'dep_7');
      """
          .formatted("sha256:" + "0".repeat(64));

  @TempDir Path directory;

  @Test
  void lists_ofALongHistory_takeNoLongerThanTheirItems() throws Exception {
    fill();
    try (Registry registry = SqliteRegistry.open(directory, MasterKeys.KEY, Clock.systemUTC())) {
      long began = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        registry.deployments().list(PRODUCTION, PageRequest.first(50));
        registry.deployments().workflows(PRODUCTION);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);

      // A tenth of a second each, before; a few milliseconds now.
      assertThat(took).isLessThan(Duration.ofSeconds(4));
      assertThat(ids(registry.deployments().workflows(PRODUCTION)))
          .hasSize(20)
          .contains(new DeploymentId("dep_19999"), new DeploymentId("dep_19980"));
      assertThat(ids(Pages.all(1, page -> registry.deployments().list(STAGING, page))))
          .containsExactly(new DeploymentId("dep_7"));
    }
  }

  private static List<DeploymentId> ids(List<Listed> listed) {
    return listed.stream().map(it -> it.deployment().id()).toList();
  }

  private void fill() throws Exception {
    DatabaseFile file = new DatabaseFile(directory.resolve("registry.db"));
    file.createForOwner();
    Flyway.configure()
        .dataSource(file.connections())
        .locations("classpath:dev/sluice/registry/sqlite")
        .target("11")
        .load()
        .migrate();
    try (Connection connection = file.connections().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : FILL.split(";\n", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      connection.commit();
    }
  }
}

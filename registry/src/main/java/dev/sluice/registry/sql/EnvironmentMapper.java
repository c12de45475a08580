package dev.sluice.registry.sql;

import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Limits;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.trust.Trust;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads an environment from its row. */
final class EnvironmentMapper implements RowMapper<Environment> {
  @Override
  public Environment map(ResultSet row, StatementContext context) throws SQLException {
    return new Environment(
        new EnvironmentName(row.getString("name")),
        settings(row),
        Optional.ofNullable(row.getString("break_glass"))
            .map(json -> Json.readRecord(json, BreakGlass.class)),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getLong("settings_revision"));
  }

  private static EnvironmentSettings settings(ResultSet row) throws SQLException {
    return new EnvironmentSettings(
        new RepositoryAddress(
            row.getString("repository_url"),
            row.getString("repository_branch"),
            StoredAccess.read(row.getString("repository_access")),
            row.getInt("poll_seconds"),
            Optional.ofNullable(row.getString("status_api"))
                .map(json -> Json.readRecord(json, StatusApi.class))
                .orElse(StatusApi.USUAL)),
        row.getBoolean("go_live_on_sync"),
        runs(row),
        Optional.ofNullable(row.getString("oversight"))
            .map(json -> Json.readRecord(json, Oversight.class))
            .orElse(Oversight.DEFAULT),
        Optional.ofNullable(row.getString("trust"))
            .map(json -> Json.readRecord(json, Trust.class))
            .orElse(Trust.NONE));
  }

  private static RunSettings runs(ResultSet row) throws SQLException {
    return new RunSettings(
        Optional.ofNullable(row.getString("kinde_domain")).map(URI::create),
        Optional.ofNullable(row.getString("egress"))
            .<Egress>map(targets -> new Egress.Only(Json.read(targets, String.class)))
            .orElseGet(Egress.PublicInternet::new),
        Limits.of(Json.readMap(row.getString("limits"), Long.class)),
        Optional.ofNullable(row.getString("sealing"))
            .map(SealingLayout::of)
            .orElse(SealingLayout.KINDE),
        Optional.ofNullable(row.getString("localization"))
            .map(json -> Json.readRecord(json, Localization.class))
            .orElse(Localization.NONE));
  }
}

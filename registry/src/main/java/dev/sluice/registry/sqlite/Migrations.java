package dev.sluice.registry.sqlite;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.TablesException;
import dev.sluice.registry.sql.Tables;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.logging.LogLevel;

/**
 * Brings a database's tables to what this version works with, or sees that they are. One process at
 * a time.
 */
final class Migrations {
  private static final String SCRIPTS = "classpath:dev/sluice/registry/sqlite";

  private Migrations() {}

  static void prepare(DatabaseFile file, Tables tables) {
    LogFactory.setLogLevel(LogLevel.WARN);
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(file.connections())
            .locations(SCRIPTS)
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            // What a newer version has added isn't in the way.
            .ignoreMigrationPatterns("*:future")
            .loggers("slf4j")
            .load();
    try {
      take(flyway, tables, file.path());
      if (!Tables.serve(newestKnown(flyway), file.connections())) {
        throw new TablesException(newer(file));
      }
    } catch (FlywayException e) {
      throw explained(file, e);
    } catch (SQLException e) {
      throw new Failures(file.path()).explain("opened", e);
    }
  }

  private static void take(Flyway flyway, Tables tables, Path path) {
    if (tables == Tables.MIGRATED) {
      flyway.migrate();
    } else if (flyway.info().pending().length > 0) {
      String how = ": sluice registry migrate --data " + path.toAbsolutePath().getParent();
      throw flyway.info().current() == null
          ? new RegistryException(
              "There are no tables of Sluice in " + path + " yet. Make them" + how)
          : new TablesException(
              "The tables of "
                  + path
                  + " are older than this version of Sluice. Bring them up to date"
                  + how);
    } else {
      flyway.validate();
    }
  }

  private static int newestKnown(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .filter(migration -> migration.getState().isResolved())
        .mapToInt(migration -> Integer.parseInt(migration.getVersion().getVersion()))
        .max()
        .orElseThrow();
  }

  private static RegistryException explained(DatabaseFile file, FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return new Failures(file.path()).explain("opened", sql);
      }
    }
    return new TablesException(newer(file), failure);
  }

  private static String newer(DatabaseFile file) {
    return "The tables of "
        + file.path()
        + " aren't those this version of Sluice works with. If a newer version had it open, start"
        + " that one; otherwise restore a backup";
  }
}

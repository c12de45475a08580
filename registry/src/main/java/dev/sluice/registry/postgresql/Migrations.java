package dev.sluice.registry.postgresql;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sql.Tables;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.logging.LogLevel;

/**
 * Brings a database's tables to what this version works with, or sees that they are. Several
 * processes may do so at once: the library takes a lock in the database.
 */
final class Migrations {
  private static final String SCRIPTS = "classpath:dev/sluice/registry/postgresql";

  private Migrations() {}

  static void prepare(PostgresqlAddress address, Tables tables) {
    LogFactory.setLogLevel(LogLevel.WARN);
    DataSource database = new Connections(address, Patience.LONG).source();
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database)
            .locations(SCRIPTS)
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            // What a newer version has added isn't in the way.
            .ignoreMigrationPatterns("*:future")
            .loggers("slf4j")
            .load();
    try {
      take(flyway, tables, address.toString());
      if (!Tables.serve(newestKnown(flyway), database)) {
        throw new RegistryException(newer(address));
      }
    } catch (FlywayException e) {
      throw explained(address, e);
    } catch (SQLException e) {
      throw new Failures(address).explain("opened", e);
    }
  }

  private static void take(Flyway flyway, Tables tables, String name) {
    if (tables == Tables.MIGRATED) {
      flyway.migrate();
    } else if (flyway.info().pending().length > 0) {
      throw new RegistryException(
          "The tables of "
              + name
              + " are older than this version of Sluice. Bring them up to date: sluice registry"
              + " migrate");
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

  private static RegistryException explained(PostgresqlAddress address, FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return new Failures(address).explain("opened", sql);
      }
    }
    return new RegistryException(newer(address), failure);
  }

  private static String newer(PostgresqlAddress address) {
    return "The tables of "
        + address
        + " aren't those this version of Sluice works with. If a newer version had it open, start"
        + " that one; if something else lies in it, give Sluice a database of its own; otherwise"
        + " restore a backup";
  }
}

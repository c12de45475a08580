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
 * processes may do so at once: the library takes a lock in the database. Only a change of tables is
 * waited for long; a start that finds them as they should be looks at them, and fails soon where
 * the server is silent.
 *
 * @param looking for each look at them
 */
record Migrations(PostgresqlAddress address, Patience looking) {
  private static final String SCRIPTS = "classpath:dev/sluice/registry/postgresql";

  static Migrations of(PostgresqlAddress address) {
    return new Migrations(address, Patience.USUAL);
  }

  void prepare(Tables tables) {
    LogFactory.setLogLevel(LogLevel.WARN);
    DataSource database = new Connections(address, looking).source();
    try {
      Flyway flyway = flyway(database);
      take(flyway, tables);
      if (!Tables.serve(newestKnown(flyway), database)) {
        throw new RegistryException(newer());
      }
    } catch (FlywayException e) {
      throw explained(e);
    } catch (SQLException e) {
      throw new Failures(address).explain("opened", e);
    }
  }

  private static Flyway flyway(DataSource database) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations(SCRIPTS)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        // What a newer version has added isn't in the way.
        .ignoreMigrationPatterns("*:future")
        .loggers("slf4j")
        .load();
  }

  private void take(Flyway flyway, Tables tables) {
    if (flyway.info().pending().length == 0) {
      flyway.validate();
    } else if (tables == Tables.MIGRATED) {
      flyway(new Connections(address, Patience.LONG).source()).migrate();
    } else {
      throw new RegistryException(
          "The tables of "
              + address
              + " are older than this version of Sluice. Bring them up to date: sluice registry"
              + " migrate");
    }
  }

  private static int newestKnown(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .filter(migration -> migration.getState().isResolved())
        .mapToInt(migration -> Integer.parseInt(migration.getVersion().getVersion()))
        .max()
        .orElseThrow();
  }

  private RegistryException explained(FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return new Failures(address).explain("opened", sql);
      }
    }
    return new RegistryException(newer(), failure);
  }

  private String newer() {
    return "The tables of "
        + address
        + " aren't those this version of Sluice works with. If a newer version had it open, start"
        + " that one; if something else lies in it, give Sluice a database of its own; otherwise"
        + " restore a backup";
  }
}

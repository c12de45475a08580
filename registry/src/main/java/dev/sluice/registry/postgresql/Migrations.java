package dev.sluice.registry.postgresql;

import dev.sluice.registry.RegistryException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.logging.LogLevel;

/**
 * Brings a database's tables to what this version works with. Several processes may do so at once:
 * the library takes a lock in the database.
 */
final class Migrations {
  private static final String SCRIPTS = "classpath:dev/sluice/registry/postgresql";

  private Migrations() {}

  static void apply(PostgresqlAddress address) {
    LogFactory.setLogLevel(LogLevel.WARN);
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(new Connections(address, Patience.LONG).source())
          .locations(SCRIPTS)
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          // None, so that tables a newer version has changed are refused.
          .ignoreMigrationPatterns(new String[0])
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw explained(address, e);
    }
  }

  private static RegistryException explained(PostgresqlAddress address, FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return new Failures(address).explain("opened", sql);
      }
    }
    return new RegistryException(
        "The tables of "
            + address
            + " aren't those this version of Sluice works with. If a newer version had it open,"
            + " start that one; if something else lies in it, give Sluice a database of its own;"
            + " otherwise restore a backup",
        failure);
  }
}

package dev.sluice.registry.sqlite;

import dev.sluice.registry.RegistryException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.logging.LogLevel;

/** Brings a database's tables to what this version works with. One process at a time. */
final class Migrations {
  private static final String SCRIPTS = "classpath:dev/sluice/registry/sqlite";

  private Migrations() {}

  static void apply(DatabaseFile file) {
    LogFactory.setLogLevel(LogLevel.WARN);
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(file.connections())
          .locations(SCRIPTS)
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          // None, so that tables a newer version has changed are refused.
          .ignoreMigrationPatterns(new String[0])
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw explained(file, e);
    }
  }

  private static RegistryException explained(DatabaseFile file, FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return new Failures(file.path()).explain("opened", sql);
      }
    }
    return new RegistryException(
        "The tables of "
            + file.path()
            + " aren't those this version of Sluice works with. If a newer version had it open,"
            + " start that one; otherwise restore a backup",
        failure);
  }
}

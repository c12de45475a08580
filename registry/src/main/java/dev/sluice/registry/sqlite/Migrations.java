package dev.sluice.registry.sqlite;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.logging.LogLevel;

/** Brings a database's tables to what this version works with. One process at a time. */
final class Migrations {
  private static final String SCRIPTS = "classpath:dev/sluice/registry/sqlite";

  private Migrations() {}

  static void apply(DataSource database) {
    LogFactory.setLogLevel(LogLevel.WARN);
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations(SCRIPTS)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .loggers("slf4j")
        .load()
        .migrate();
  }
}

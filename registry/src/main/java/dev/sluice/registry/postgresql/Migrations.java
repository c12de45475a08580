package dev.sluice.registry.postgresql;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.TablesException;
import dev.sluice.registry.sql.Tables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.logging.LogLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database's tables to what this version works with, or sees that they are. Several
 * processes may do so at once: the library takes a lock in the database. Only a change of tables is
 * waited for long; a start that finds them as they should be looks at them, and fails soon where
 * the server is silent.
 *
 * @param looking for each look at them
 * @param changing for a change of them
 * @param behind how long a process waits for another that changes them, in whole seconds
 * @param pause before a change that others were in the way of is tried again
 */
record Migrations(
    PostgresqlAddress address,
    Patience looking,
    Patience changing,
    Duration behind,
    Runnable pause) {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final String SCRIPTS = "classpath:dev/sluice/registry/postgresql";
  private static final int TRIES = 10;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration BEHIND = Duration.ofSeconds(50);

  /** In what the library says when another has its lock all the time; no type tells it. */
  private static final String LOCKED = "advisory lock";

  static Migrations of(PostgresqlAddress address) {
    return new Migrations(address, Patience.USUAL, Patience.CHANGING, BEHIND, Migrations::sleep);
  }

  private static void sleep() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException("Bringing the registry's tables up to date was broken off", e);
    }
  }

  void prepare(Tables tables) {
    LogFactory.setLogLevel(LogLevel.WARN);
    DataSource database = new Connections(address, looking).source();
    try {
      Flyway flyway = flyway(database);
      take(flyway, tables);
      if (!Tables.serve(newestKnown(flyway), database)) {
        throw new TablesException(newer());
      }
    } catch (FlywayException e) {
      throw explained(e);
    } catch (SQLException e) {
      throw new Failures(address).explain("opened", e);
    }
  }

  private Flyway flyway(DataSource database) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations(SCRIPTS)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        // What a newer version has added isn't in the way.
        .ignoreMigrationPatterns("*:future")
        // Else the lock's own transaction keeps an index that is made concurrently from its end.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        // One try a second.
        .lockRetryCount((int) behind.toSeconds())
        .loggers("slf4j")
        .load();
  }

  private void take(Flyway flyway, Tables tables) {
    if (flyway.info().pending().length == 0) {
      flyway.validate();
    } else if (tables == Tables.MIGRATED) {
      migrate(flyway(new Connections(address, changing).source()));
    } else {
      throw flyway.info().current() == null
          ? new RegistryException(none())
          : new TablesException(older());
    }
  }

  private String older() {
    return "The tables of "
        + address
        + " are older than this version of Sluice. Bring them up to date"
        + withWhat();
  }

  private String none() {
    return "There are no tables of Sluice in " + address + " yet. Make them" + withWhat();
  }

  /** Whoever serves may be a user who can't change tables. */
  private String withWhat() {
    return ", as a user who may change tables: sluice registry migrate --registry"
        + " postgresql://<user>@"
        + address.hostList()
        + "/"
        + address.database();
  }

  /** Each script is a transaction: one that others are in the way of leaves nothing behind. */
  private void migrate(Flyway flyway) {
    for (int tries = 1; !attempt(flyway, tries == TRIES); tries++) {
      LOG.warn(
          "The tables of {} can't be changed while something uses them for long, such as a backup;"
              + " it is tried again ({} of {})",
          address,
          tries,
          TRIES - 1);
      pause.run();
    }
  }

  /** Whether it was done, or else others were in the way of it. */
  private boolean attempt(Flyway flyway, boolean last) {
    try {
      flyway.migrate();
      return true;
    } catch (FlywayException e) {
      SQLException inTheWay = sql(e).filter(Failures::isLocked).orElseThrow(() -> e);
      if (last) {
        throw inUse(inTheWay);
      }
      return false;
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
    return sql(failure)
        .map(it -> new Failures(address).explain("opened", it))
        .orElseGet(() ->
            isLockedOut(failure)
                ? new RegistryException(lockedOut(), failure)
                : new TablesException(newer(), failure));
  }

  private static boolean isLockedOut(FlywayException failure) {
    return String.valueOf(failure.getMessage()).contains(LOCKED);
  }

  private static Optional<SQLException> sql(FlywayException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  private RegistryException inUse(SQLException cause) {
    return new RegistryException(
        "The tables of "
            + address
            + " couldn't be changed: something uses them for long, such as a backup. Bring them up"
            + " to date again once it is over: sluice registry migrate --registry "
            + address
            + ". What was changed before stays, and is in nobody's way",
        cause);
  }

  private String lockedOut() {
    return "Another process has been changing the tables of "
        + address
        + " for more than "
        + behind.toSeconds()
        + " s. Start again once it is done; if there is none any more, end the session that holds"
        + " an advisory lock (pg_locks)";
  }

  private String newer() {
    return "The tables of "
        + address
        + " aren't those this version of Sluice works with. If a newer version had it open, start"
        + " that one; if something else lies in it, give Sluice a database of its own; otherwise"
        + " restore a backup";
  }
}

package dev.sluice.registry.postgresql;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Signals;
import dev.sluice.registry.sql.SqlRegistry;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.Tables;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

/** The registry in a PostgreSQL database, which any number of processes have open. */
public final class PostgresqlRegistry {
  private PostgresqlRegistry() {}

  /**
   * Whether there's something in it that was encrypted under a master key.
   *
   * @throws RegistryException if the database can't be reached
   */
  public static boolean exists(PostgresqlAddress address) {
    try (Connection connection = new Connections(address, Patience.USUAL).source().getConnection();
        Statement statement = connection.createStatement()) {
      return isTrue(statement, "SELECT to_regclass('registry') IS NOT NULL")
          && isTrue(
              statement, "SELECT EXISTS (SELECT 1 FROM registry WHERE key_check IS NOT NULL)");
    } catch (SQLException e) {
      throw new Failures(address).explain("opened", e);
    }
  }

  private static boolean isTrue(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Opens the database's registry, made or brought up to date if need be. What other processes
   * commit is announced by its signals, too.
   *
   * @throws dev.sluice.registry.vault.MasterKeyException if it was made with another key
   * @throws RegistryException if the database can't be reached
   */
  public static Registry open(PostgresqlAddress address, MasterKey key, Clock clock) {
    return open(address, Tables.MIGRATED, MasterKeys.of(key), clock);
  }

  /**
   * Opens the database's registry. What other processes commit is announced by its signals, too.
   *
   * @throws dev.sluice.registry.vault.MasterKeyException if it was made with another key
   * @throws RegistryException if the database can't be reached, or its tables can't be worked with
   */
  public static Registry open(
      PostgresqlAddress address, Tables tables, MasterKeys keys, Clock clock) {
    Migrations.of(address).prepare(tables);
    Signals signals = new Signals();
    PostgresqlStore store = new PostgresqlStore(new Connections(address, Patience.USUAL));
    try {
      store.listen(signals);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
    return SqlRegistry.open(store, signals, keys, clock);
  }

  /** The database itself, its tables up to date, for what reads or writes all there is. */
  public static Store store(PostgresqlAddress address) {
    return store(address, Tables.MIGRATED);
  }

  /** The database itself, for what reads or writes all there is. */
  public static Store store(PostgresqlAddress address, Tables tables) {
    Migrations.of(address).prepare(tables);
    return new PostgresqlStore(new Connections(address, Patience.LONG));
  }
}

package dev.sluice.registry.sqlite;

import dev.sluice.registry.vault.FileRights;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/**
 * The right to prepare a database, which one process and thread has at a time; the migration
 * library takes no lock of its own on SQLite. It is a transaction on an empty file beside it, so
 * that a kill gives it back.
 */
final class OpeningTurn implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Connection connection;

  private OpeningTurn(Connection connection) {
    this.connection = connection;
  }

  /** Waits until it's our turn. */
  static OpeningTurn await(Path lockFile) throws SQLException, IOException {
    make(lockFile);
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) PATIENCE.toMillis());
    Connection connection = config.createConnection("jdbc:sqlite:" + lockFile);
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      return new OpeningTurn(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** SQLite would, for who runs this alone. */
  private static void make(Path lockFile) throws IOException {
    try {
      Files.createFile(lockFile);
      FileRights.handOver(lockFile);
    } catch (FileAlreadyExistsException asUsual) {
      // Whoever made it could.
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

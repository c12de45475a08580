package dev.sluice.registry.sqlite;

import dev.sluice.registry.vault.FileRights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** Where a SQLite database lies, and how connections to it are set. */
record DatabaseFile(Path path) {
  /** How long a transaction waits for another process's before it gives up. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int JOURNAL_LIMIT = 64 * 1024 * 1024;

  boolean exists() {
    return Files.exists(path);
  }

  /** What lies where a copy is being made of it, or was when that was broken off. */
  DatabaseFile partial() {
    return new DatabaseFile(path.resolveSibling(path.getFileName() + ".partial"));
  }

  /** The files that SQLite lays beside it. */
  List<Path> beside() {
    return Stream.of("-wal", "-shm", "-journal")
        .map(end -> path.resolveSibling(path.getFileName() + end))
        .toList();
  }

  /** What whoever prepares it has locked. */
  Path lock() {
    return path.resolveSibling("registry.lock");
  }

  /**
   * Makes an empty file that only its owner may read, if there's none; SQLite gives the files it
   * lays beside it the same rights.
   */
  void createForOwner() throws IOException {
    if (exists()) {
      return;
    }
    Files.createFile(path);
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
    FileRights.handOver(path);
  }

  /**
   * Connections in write-ahead mode, so that readers and the writer don't wait for each other, and
   * with a sync at each commit, so that what was committed survives a loss of power.
   */
  DataSource connections() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) PATIENCE.toMillis());
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setJournalSizeLimit(JOURNAL_LIMIT);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path);
    return source;
  }
}

package dev.sluice.registry.sqlite;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in words what it means for the registry when SQLite fails, and what to do. */
record Failures(Path file) {
  RegistryException explain(String action, SQLException cause) {
    String message =
        "The registry "
            + file
            + " couldn't be "
            + action
            + ": "
            + advice(cause)
            + ". What was asked has not happened";
    return isRefusal(cause)
        ? new UnwritableException(message, cause)
        : new RegistryException(message, cause);
  }

  private static boolean isRefusal(SQLException cause) {
    return cause instanceof SQLiteException sqlite
        && switch (primary(sqlite.getResultCode())) {
          case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG -> true;
          default -> false;
        };
  }

  /** Others of this process were writing all the time. */
  RegistryException busy() {
    return new RegistryException(
        "The registry "
            + file
            + " couldn't be written: a turn to write didn't come in time, as others of this process"
            + " write; try again. What was asked has not happened");
  }

  RegistryException closed() {
    return new RegistryException("The registry " + file + " has been closed");
  }

  private static String advice(SQLException cause) {
    if (!(cause instanceof SQLiteException sqlite)) {
      return text(cause);
    }
    return switch (primary(sqlite.getResultCode())) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "another process held its write lock for more than "
              + DatabaseFile.PATIENCE.toSeconds()
              + " s. Try again; if it stays so, see which process has the file open";
      case SQLITE_FULL -> "the disk is full. Make room and try again";
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
          "it can't be opened for writing. Check that the directory and the files in it belong to"
              + " the user Sluice runs as";
      case SQLITE_IOERR ->
          "the disk failed (" + text(cause) + "). Check the disk and its file system";
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "the file is damaged or no database. Stop Sluice and restore a backup";
      default -> text(cause);
    };
  }

  /** An extended code's low byte is the code it refines. */
  private static SQLiteErrorCode primary(SQLiteErrorCode code) {
    return SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }

  private static String text(SQLException cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}

package dev.sluice.registry.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What is done about a database's tables before it is opened. */
public enum Tables {
  /** They are made, or brought up to date, if need be. */
  MIGRATED,
  /** Nothing: those of an older version are refused. */
  AS_THEY_ARE;

  /**
   * Whether processes that know them up to that version may work with them: a newer version may
   * have added to them, but not taken away what these need.
   */
  public static boolean serve(int newestKnown, DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT oldest_version FROM registry")) {
      return !row.next() || row.getInt(1) <= newestKnown;
    }
  }
}

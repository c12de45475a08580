package dev.sluice.registry.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes connections that are all told the same first. */
final class Greeting extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private final String words;

  Greeting(String words) {
    this.words = words;
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    Connection fresh = super.getConnection(user, password);
    try (Statement statement = fresh.createStatement()) {
      statement.execute(words);
      return fresh;
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
  }
}

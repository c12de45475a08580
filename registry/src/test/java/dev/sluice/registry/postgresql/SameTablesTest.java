package dev.sluice.registry.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sqlite.SqliteRegistry;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both databases have the same tables, and the same version, after all of their migrations. */
class SameTablesTest {
  @TempDir Path directory;

  @Test
  void columns_ofEitherDatabase_areTheOthersToo() {
    Set<String> inSqlite;
    try (Store sqlite = SqliteRegistry.store(directory)) {
      inSqlite =
          columns(
              sqlite,
              """
              SELECT tables.name || '.' || columns.name || (columns."notnull" = 1 OR columns.pk > 0)
              FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
              WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%'
                AND tables.name NOT LIKE 'run_words%' AND tables.name <> 'flyway_schema_history'
              """);
    }
    try (Store postgresql = PostgresqlRegistry.store(TestDatabase.empty().at())) {
      assertThat(
              columns(
                  postgresql,
                  """
                  SELECT table_name || '.' || column_name || (is_nullable = 'NO')::int
                  FROM information_schema.columns
                  WHERE table_schema = 'public' AND table_name <> 'run_words'
                    AND table_name <> 'flyway_schema_history'
                  """))
          .isEqualTo(inSqlite);
    }
  }

  /** Or none could be copied to the other. */
  @Test
  void version_ofEitherDatabase_isTheOthersToo() {
    String sql = "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history";
    try (Store sqlite = SqliteRegistry.store(directory);
        Store postgresql = PostgresqlRegistry.store(TestDatabase.empty().at())) {
      assertThat(columns(postgresql, sql)).isEqualTo(columns(sqlite, sql));
    }
  }

  private static Set<String> columns(Store store, String sql) {
    return store.read(moment -> new TreeSet<>(moment.createQuery(sql).mapTo(String.class).list()));
  }
}

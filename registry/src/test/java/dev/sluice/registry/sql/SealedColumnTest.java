package dev.sluice.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.sqlite.SqliteRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedColumnTest {
  /** The registry's own two are looked after one by one; a hash and a blind index aren't sealed. */
  private static final List<String> OTHERS =
      List.of("registry.key_check", "registry.index_key", "api_keys.hash", "runs.user");

  @TempDir Path directory;

  @Test
  void all_columnsOfBytes_areSealedOrKnownNotToBe() {
    try (Store store = SqliteRegistry.store(directory)) {
      List<String> ofBytes =
          store.read(moment ->
              moment
                  .createQuery(
                      """
                      SELECT tables.name || '.' || columns.name
                      FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
                      WHERE columns.type = 'BLOB' AND tables.type = 'table'
                        AND tables.name NOT LIKE 'run_words%'
                      """)
                  .mapTo(String.class)
                  .list());
      assertThat(ofBytes)
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      SealedColumn.ALL.stream().map(it -> it.table() + "." + it.name()),
                      OTHERS.stream())
                  .toList());
    }
  }
}

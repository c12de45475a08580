package dev.sluice.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.sqlite.SqliteRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However long the audit log is, few entries are found without a look at all. */
class AuditIndexesTest {
  @TempDir Path directory;

  @Test
  void list_byActionOrMaker_goesByAnIndex() {
    String all = SqlAudit.select(Set.of("seq < :below"), Optional.empty());
    assertThat(plan(all)).contains("PRIMARY KEY");
    String action = all.replace("seq <", "action = :action AND seq <");
    assertThat(plan(action)).contains("audit_of_action").doesNotContain("SCAN audit");
    String by = SqlAudit.select(Set.of("seq < :below"), Optional.of("key_1"));
    assertThat(plan(by)).contains("audit_by_id", "audit_by_name").doesNotContain("SCAN audit");
  }

  private String plan(String select) {
    String sql = "EXPLAIN QUERY PLAN " + select.replaceAll(":\\w+", "9");
    try (Store store = SqliteRegistry.store(directory)) {
      List<String> steps =
          store.read(
              moment -> moment.createQuery(sql).map((row, _) -> row.getString("detail")).list());
      return String.join("\n", steps);
    }
  }
}

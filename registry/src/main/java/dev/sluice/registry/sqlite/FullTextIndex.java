package dev.sluice.registry.sqlite;

import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.sql.Placed;
import dev.sluice.registry.sql.RunIndex;
import dev.sluice.registry.sql.RunQuery;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** The full-text index {@code run_words}, whose lists of runs are merged from their ends. */
final class FullTextIndex implements RunIndex {
  @Override
  public void add(Handle transaction, List<Entry> entries) {
    try (PreparedBatch batch =
        transaction.prepareBatch("INSERT INTO run_words (rowid, words) VALUES (?, ?)")) {
      entries.forEach(entry -> batch.add(entry.number(), entry.words()));
      batch.execute();
    }
  }

  @Override
  public void forget(Handle transaction, List<Long> numbers) {
    try (PreparedBatch batch = transaction.prepareBatch("DELETE FROM run_words WHERE rowid = ?")) {
      numbers.forEach(batch::add);
      batch.execute();
    }
  }

  @Override
  public List<Placed<RunRecord>> newest(Handle moment, RunQuery query) {
    return query.rows(matching(moment, RunQuery.COLUMNS, query));
  }

  @Override
  public List<Long> ofUser(Handle moment, RunQuery query) {
    return query.numbers(matching(moment, "runs.seq", query));
  }

  private static Query matching(Handle moment, String columns, RunQuery query) {
    // CROSS JOIN keeps the order of the tables: the row is looked up for what the index found, and
    // what a token stands for is looked at once more in it.
    String sql =
        """
        SELECT %s
        FROM run_words CROSS JOIN runs ON runs.seq = run_words.rowid
        WHERE run_words MATCH :match AND run_words.rowid < :below AND run_words.rowid >= :from
          AND runs.environment = :environment %s
        ORDER BY run_words.rowid DESC LIMIT :rows
        """
            .formatted(columns, query.conditions());
    String match = "\"" + String.join("\" \"", query.tokens()) + "\"";
    return moment.createQuery(sql).bind("match", match);
  }
}

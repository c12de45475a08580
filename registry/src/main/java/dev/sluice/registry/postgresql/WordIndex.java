package dev.sluice.registry.postgresql;

import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.sql.Placed;
import dev.sluice.registry.sql.RunIndex;
import dev.sluice.registry.sql.RunQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The inverted index of {@code run_words}. Its lists can't be read from their ends, so it is only
 * asked for what is rare: first, the newest runs are looked through one by one. What most of them
 * have is found there at once, and of what few of them have, the lists are short.
 */
final class WordIndex implements RunIndex {
  /** What old runs have and new ones don't any more isn't rare: those have an index in order. */
  private static final Set<String> IN_ORDER = Set.of("workflow", "deployment", "release");

  private static final int LOOKED_THROUGH = 2000;

  private static final String HAVING_THE_WORDS =
      "JOIN run_words ON run_words.seq = runs.seq AND run_words.words @> :tokens";

  @Override
  public void add(Handle transaction, List<Entry> entries) {
    try (PreparedBatch batch =
        transaction.prepareBatch("INSERT INTO run_words (seq, words) VALUES (?, ?)")) {
      entries.forEach(entry -> batch.add(entry.number(), WordKeys.in(entry.words())));
      batch.execute();
    }
  }

  @Override
  public void forget(Handle transaction, List<Long> numbers) {
    try (PreparedBatch batch = transaction.prepareBatch("DELETE FROM run_words WHERE seq = ?")) {
      numbers.forEach(batch::add);
      batch.execute();
    }
  }

  @Override
  public List<Placed<RunRecord>> newest(Handle moment, RunQuery query) {
    if (isInOrder(query)) {
      return find(moment, query, inOrder(query));
    }
    List<Placed<RunRecord>> found = find(moment, query, amongTheNewest(query));
    return found.size() == query.span().rows() ? found : find(moment, query, indexed());
  }

  private static boolean isInOrder(RunQuery query) {
    return query.words().isEmpty()
        && query.asked().size() == 1
        && IN_ORDER.contains(query.asked().getFirst().column());
  }

  private static String inOrder(RunQuery query) {
    return """
    SELECT %s FROM runs
    WHERE environment = :environment AND seq < :below AND seq >= :from %s
    ORDER BY seq DESC LIMIT :rows
    """
        .formatted(RunQuery.COLUMNS, query.conditions());
  }

  private static String amongTheNewest(RunQuery query) {
    return """
    SELECT %s
    FROM
      (SELECT * FROM runs
       WHERE environment = :environment AND seq < :below AND seq >= :from
       ORDER BY seq DESC LIMIT %d) AS runs
      %s
    WHERE environment = :environment %s
    ORDER BY runs.seq DESC LIMIT :rows
    """
        .formatted(
            RunQuery.COLUMNS,
            LOOKED_THROUGH,
            query.words().isEmpty() ? "" : HAVING_THE_WORDS,
            query.conditions());
  }

  private static String indexed() {
    return """
    WITH found AS MATERIALIZED
      (SELECT seq FROM run_words WHERE words @> :tokens AND seq < :below AND seq >= :from)
    SELECT %s FROM runs
    WHERE seq IN (SELECT seq FROM found ORDER BY seq DESC LIMIT :rows)
    ORDER BY seq DESC
    """
        .formatted(RunQuery.COLUMNS);
  }

  private static List<Placed<RunRecord>> find(Handle moment, RunQuery query, String sql) {
    return query.rows(
        moment.createQuery(sql).bindMap(Map.of("tokens", WordKeys.of(query.tokens()))));
  }
}

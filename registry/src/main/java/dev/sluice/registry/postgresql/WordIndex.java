package dev.sluice.registry.postgresql;

import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.sql.Placed;
import dev.sluice.registry.sql.RunIndex;
import dev.sluice.registry.sql.RunQuery;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The inverted index of {@code run_words}. Its lists can't be read from their ends, so it is only
 * asked for what is rare: first, the newest runs are looked through one by one. What most of them
 * have is found there at once, and of what few of them have, the lists are short.
 */
final class WordIndex implements RunIndex {
  /** More than a page has. */
  private static final int LOOKED_THROUGH = 2000;

  /**
   * How much further it's worth to look, where a page's share was among those: their list would be
   * long.
   */
  private static final int FURTHER = 10;

  /** Run by run: the offset keeps the words from being looked for in the index first. */
  private static final String ITS_WORDS =
      " CROSS JOIN LATERAL (SELECT words FROM run_words WHERE seq = runs.seq OFFSET 0) AS its";

  private static final String INDEXED =
      """
      WITH found AS MATERIALIZED
        (SELECT seq FROM run_words WHERE words @> :tokens AND seq < :below AND seq >= :from)
      SELECT %s FROM runs
      WHERE seq IN (SELECT seq FROM found ORDER BY seq DESC LIMIT :rows)
      ORDER BY seq DESC
      """
          .formatted(RunQuery.COLUMNS);

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
    int rows = query.span().rows();
    if (RunOrder.of(query).isAllOf(query)) {
      return amongNewest(moment, query, rows);
    }
    List<Placed<RunRecord>> found = amongNewest(moment, query, LOOKED_THROUGH);
    if (found.size() < rows && found.size() * FURTHER >= rows) {
      found = amongNewest(moment, query, LOOKED_THROUGH * FURTHER);
    }
    return found.size() == rows ? found : find(moment, query, INDEXED);
  }

  @Override
  public List<Long> ofUser(Handle moment, RunQuery query) {
    String newest = RunOrder.of(query).newest(query.span().rows());
    return query.numbers(
        moment.createQuery("SELECT seq FROM (" + newest + ") AS runs ORDER BY seq DESC"));
  }

  /** Of the newest that {@link RunOrder} has, so many at most. */
  private static List<Placed<RunRecord>> amongNewest(Handle moment, RunQuery query, int most) {
    boolean words = !query.words().isEmpty();
    return find(
        moment,
        query,
        "SELECT "
            + RunQuery.COLUMNS
            + (" FROM (" + RunOrder.of(query).newest(most) + ") AS runs")
            + (words ? ITS_WORDS : "")
            + " WHERE environment = :environment"
            + (words ? " AND its.words @> :tokens" : "")
            + query.conditions()
            + " ORDER BY runs.seq DESC LIMIT :rows");
  }

  private static List<Placed<RunRecord>> find(Handle moment, RunQuery query, String sql) {
    return query.rows(
        moment.createQuery(sql).bindMap(Map.of("tokens", WordKeys.of(query.tokens()))));
  }
}

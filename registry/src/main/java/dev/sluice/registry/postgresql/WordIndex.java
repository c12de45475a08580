package dev.sluice.registry.postgresql;

import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.sql.Placed;
import dev.sluice.registry.sql.RunIndex;
import dev.sluice.registry.sql.RunQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The inverted index of {@code run_words}. Its lists can't be read from their ends, so it is only
 * asked for what is rare: first, the newest runs are looked through one by one. What most of them
 * have is found there at once, and of what few of them have, the lists are short.
 */
final class WordIndex implements RunIndex {
  /**
   * What old runs have and new ones don't any more isn't rare: of those, the newest that have it
   * are looked through. The most telling first.
   */
  private static final List<String> IN_ORDER = List.of("deployment", "release", "workflow");

  /** More than a page has. */
  private static final int LOOKED_THROUGH = 2000;

  /** Their list in {@code run_words} would be read whole each time. */
  private static final String OF_USER =
      """
      SELECT seq FROM runs
      WHERE environment = :environment AND "user" = :asked_user
        AND -seq > -CAST(:below AS BIGINT) AND -seq <= -greatest(CAST(:from AS BIGINT), 0)
      ORDER BY -seq LIMIT :rows
      """;

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
    Optional<String> column = inOrder(query);
    boolean all = column.isPresent() && query.asked().size() == 1 && query.words().isEmpty();
    int most = all ? query.span().rows() : LOOKED_THROUGH;
    String newest = column.map(it -> newestHaving(it, most)).orElseGet(WordIndex::newestOfAll);
    List<Placed<RunRecord>> found = find(moment, query, among(newest, query));
    return all || found.size() == query.span().rows() ? found : find(moment, query, indexed());
  }

  @Override
  public List<Long> ofUser(Handle moment, RunQuery query) {
    return query.numbers(moment.createQuery(OF_USER));
  }

  private static Optional<String> inOrder(RunQuery query) {
    return IN_ORDER.stream()
        .filter(column -> query.asked().stream().anyMatch(it -> it.column().equals(column)))
        .findFirst();
  }

  private static String newestOfAll() {
    return """
    SELECT * FROM runs
    WHERE environment = :environment AND seq < :below AND seq >= :from
    ORDER BY seq DESC LIMIT %d
    """
        .formatted(LOOKED_THROUGH);
  }

  private static String newestHaving(String column, int most) {
    return """
    SELECT * FROM runs
    WHERE environment = :environment AND %1$s = :asked_%1$s
      AND -seq > -CAST(:below AS BIGINT) AND -seq <= -greatest(CAST(:from AS BIGINT), 0)
    ORDER BY -seq LIMIT %2$d
    """
        .formatted(column, most);
  }

  private static String among(String newest, RunQuery query) {
    return "SELECT "
        + RunQuery.COLUMNS
        + " FROM ("
        + newest
        + ") AS runs "
        + (query.words().isEmpty() ? "" : HAVING_THE_WORDS)
        + " WHERE environment = :environment"
        + query.conditions()
        + " ORDER BY runs.seq DESC LIMIT :rows";
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

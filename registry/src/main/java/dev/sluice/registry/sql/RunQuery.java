package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/**
 * Which of an environment's runs are wanted, newest first, in the words of their table and of
 * {@link RunIndex}.
 *
 * @param words that occur in their error or log
 */
public record RunQuery(
    EnvironmentName environment, Span span, List<Asked> asked, List<String> words) {
  /** The columns to select from {@code runs}. */
  public static final String COLUMNS = RunRow.LISTED;

  /**
   * How far it looks, by {@code seq}.
   *
   * @param from what none is below
   * @param below what all are below
   * @param rows how many at most
   */
  public record Span(long from, long below, int rows) {}

  /**
   * Something a column of the row must hold.
   *
   * @param operator how the column is compared with the value
   * @param token that stands for the same in the index
   */
  public record Asked(String column, String operator, Object value, String token) {
    /** Begun with {@code AND}. */
    public String condition() {
      return " AND runs.\"" + column + "\" " + operator + " :asked_" + column;
    }
  }

  public RunQuery {
    asked = List.copyOf(asked);
    words = List.copyOf(words);
  }

  /** Whether nothing is asked for but their order. */
  public boolean isPlain() {
    return asked.isEmpty() && words.isEmpty();
  }

  /** All that must be in a run's entry in the index: every environment's runs are in one. */
  public List<String> tokens() {
    List<String> tokens = new ArrayList<>(asked.stream().map(Asked::token).toList());
    tokens.addAll(words);
    tokens.add(new RunTokens(environment).all());
    return tokens;
  }

  /** What is asked of the row, each part begun with {@code AND}. */
  public String conditions() {
    return asked.stream().map(Asked::condition).collect(Collectors.joining());
  }

  /**
   * What a statement finds.
   *
   * @param query it selects {@link #COLUMNS}, and may name {@code :environment}, {@code :from},
   *     {@code :below}, {@code :rows} and what {@link #conditions} names
   */
  public List<Placed<RunRecord>> rows(Query query) {
    return bound(query).map(Placed.of((row, _) -> RunRow.read(row, RunRecord.Trace.NONE))).list();
  }

  /**
   * The numbers that a statement finds.
   *
   * @param query it selects {@code seq} and may name what {@link #rows} says
   */
  public List<Long> numbers(Query query) {
    return bound(query).mapTo(Long.class).list();
  }

  private Query bound(Query query) {
    Map<String, Object> values = new HashMap<>();
    values.put("environment", environment.value());
    values.put("from", span.from());
    values.put("below", span.below());
    values.put("rows", span.rows());
    asked.forEach(it -> values.put("asked_" + it.column(), it.value()));
    return query.bindMap(values);
  }
}

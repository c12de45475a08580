package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds runs by whatever is asked of them, newest first: by their order alone if only a time is
 * asked for, else by the inverted index, whose lists are merged from their ends.
 */
final class RunSearch {
  private final EnvironmentName environment;
  private final RunFilter filter;
  private final List<String> tokens = new ArrayList<>();

  /** What a token stands for is looked at once more in the row. */
  private final StringBuilder conditions = new StringBuilder();

  private final Map<String, Object> values = new HashMap<>();

  /**
   * A search.
   *
   * @param user the blind index of the filter's user
   */
  RunSearch(EnvironmentName environment, RunFilter filter, Optional<byte[]> user) {
    this.environment = environment;
    this.filter = filter;
    user.ifPresent(index -> add("user", index, tokens().user(index)));
    addSubject(filter.subject());
    addEnding(filter.ending());
    filter.words().ifPresent(words -> tokens.addAll(words.words()));
    if (!tokens.isEmpty()) {
      tokens.add(tokens().all());
    }
  }

  private RunTokens tokens() {
    return new RunTokens(environment);
  }

  private void addSubject(RunFilter.Subject subject) {
    RunTokens is = tokens();
    subject.trigger().ifPresent(it -> add("trigger_name", it.value(), is.trigger(it.value())));
    subject.workflow().ifPresent(it -> add("workflow", it.value(), is.workflow(it.value())));
    subject.deployment().ifPresent(it -> add("deployment", it.value(), is.deployment(it.value())));
    subject.release().ifPresent(it -> add("release", it, is.release(it)));
    subject.preview().ifPresent(it -> add("preview", it, is.preview(it)));
  }

  private void addEnding(RunFilter.Ending ending) {
    ending.status().ifPresent(it -> add("status", it, tokens().status(it)));
    ending.decision().ifPresent(it -> add("decision", it, tokens().decision(it)));
    ending.level().ifPresent(this::addLevel);
  }

  private void addLevel(LogLevel level) {
    tokens.add(tokens().level(level.key()));
    conditions.append(" AND runs.level >= :level");
    values.put("level", level.weight());
  }

  private void add(String column, Object value, String token) {
    tokens.add(token);
    conditions.append(" AND runs.").append(column).append(" = :").append(column);
    values.put(column, value);
  }

  /**
   * The newest runs with smaller numbers.
   *
   * @param rows how many at most
   */
  List<Placed<RunRecord>> below(Handle moment, long number, int rows) {
    return bound(moment.createQuery(sql()))
        .bind("environment", environment.value())
        .bind("from", filter.period().from().map(RunNumbers::from).orElse(Long.MIN_VALUE))
        .bind(
            "below",
            Math.min(number, filter.period().to().map(RunNumbers::from).orElse(Long.MAX_VALUE)))
        .bind("rows", rows)
        .map(Placed.of((row, _) -> RunRow.read(row, RunRecord.Trace.NONE)))
        .list();
  }

  private Query bound(Query query) {
    return (tokens.isEmpty() ? query : query.bind("match", match())).bindMap(values);
  }

  private String sql() {
    // CROSS JOIN keeps the order of the tables: the row is looked up for what the index found.
    return tokens.isEmpty()
        ? "SELECT "
            + RunRow.LISTED
            + " FROM runs WHERE environment = :environment AND seq < :below AND seq >= :from"
            + " ORDER BY seq DESC LIMIT :rows"
        : "SELECT "
            + RunRow.LISTED
            + " FROM run_words CROSS JOIN runs ON runs.seq = run_words.rowid"
            + " WHERE run_words MATCH :match AND run_words.rowid < :below"
            + " AND run_words.rowid >= :from AND runs.environment = :environment"
            + conditions
            + " ORDER BY run_words.rowid DESC LIMIT :rows";
  }

  private String match() {
    return "\"" + String.join("\" \"", tokens) + "\"";
  }
}

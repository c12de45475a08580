package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds runs by whatever is asked of them, newest first: by their order alone if only a time is
 * asked for, else with the index.
 */
final class RunSearch {
  private final EnvironmentName environment;
  private final RunFilter filter;
  private final List<RunQuery.Asked> asked = new ArrayList<>();

  /**
   * A search.
   *
   * @param user the blind index of the filter's user
   */
  RunSearch(EnvironmentName environment, RunFilter filter, Optional<byte[]> user) {
    this.environment = environment;
    this.filter = filter;
    user.ifPresent(index -> asked.add(ofUser(environment, index)));
    addSubject(filter.subject());
    addEnding(filter.ending());
  }

  static RunQuery.Asked ofUser(EnvironmentName environment, byte[] user) {
    return new RunQuery.Asked("user", "=", user, new RunTokens(environment).user(user));
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
    asked.add(new RunQuery.Asked("level", ">=", level.weight(), tokens().level(level.key())));
  }

  private void add(String column, Object value, String token) {
    asked.add(new RunQuery.Asked(column, "=", value, token));
  }

  /**
   * The newest runs with smaller numbers.
   *
   * @param rows how many at most
   */
  List<Placed<RunRecord>> below(Handle moment, RunIndex index, long number, int rows) {
    RunQuery query =
        new RunQuery(
            environment,
            span(number, rows),
            asked,
            filter.words().map(it -> it.words()).orElse(List.of()));
    return query.isPlain() ? inOrder(moment, query) : index.newest(moment, query);
  }

  private RunQuery.Span span(long number, int rows) {
    long to = filter.period().to().map(RunNumbers::from).orElse(Long.MAX_VALUE);
    return new RunQuery.Span(
        filter.period().from().map(RunNumbers::from).orElse(Long.MIN_VALUE),
        Math.min(number, to),
        rows);
  }

  private static List<Placed<RunRecord>> inOrder(Handle moment, RunQuery query) {
    return query.rows(
        moment.createQuery(
            "SELECT "
                + RunQuery.COLUMNS
                + " FROM runs WHERE environment = :environment AND seq < :below AND seq >= :from"
                + " ORDER BY seq DESC LIMIT :rows"));
  }
}

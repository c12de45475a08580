package dev.sluice.registry.postgresql;

import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.sql.RunQuery;
import java.util.List;
import java.util.Optional;

/**
 * An index that has runs in order: all of an environment, or those that have something. What old
 * runs have and new ones don't any more, such as an incident's failures, is found at once by one of
 * its own.
 *
 * @param having what it has in common with what is asked for, if anything
 */
record RunOrder(Optional<RunQuery.Asked> having) {
  private static final String WITHIN_ALL = " AND seq < :below AND seq >= :from ORDER BY seq DESC";

  /** They are by {@code -seq}. */
  private static final String WITHIN_ITS_OWN =
      " AND -seq > -CAST(:below AS BIGINT) AND -seq <= -greatest(CAST(:from AS BIGINT), 0)"
          + " ORDER BY -seq";

  /** The most telling first. */
  private static final List<String> COLUMNS =
      List.of("user", "deployment", "release", "workflow", "level", "status");

  /** What few enough runs have for an index to be worth its keep has one. */
  static RunOrder of(RunQuery query) {
    return new RunOrder(
        COLUMNS.stream()
            .flatMap(column -> query.asked().stream().filter(it -> it.column().equals(column)))
            .filter(RunOrder::hasIndex)
            .findFirst());
  }

  private static boolean hasIndex(RunQuery.Asked asked) {
    return switch (asked.column()) {
      case "level" -> asked.value().equals(LogLevel.ERROR.weight());
      case "status" -> !asked.value().equals("completed");
      default -> true;
    };
  }

  /** Whether every run in it is one that is asked for. */
  boolean isAllOf(RunQuery query) {
    return having.isPresent() && query.asked().size() == 1 && query.words().isEmpty();
  }

  /** Selects the newest in it within the query's span, that many at most. */
  String newest(int most) {
    return "SELECT * FROM runs WHERE environment = :environment"
        + having.map(it -> it.condition() + WITHIN_ITS_OWN).orElse(WITHIN_ALL)
        + " LIMIT "
        + most;
  }
}

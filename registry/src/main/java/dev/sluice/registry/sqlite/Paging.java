package dev.sluice.registry.sqlite;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Cuts what a query found into a page. The query asks for one row too many, to see if more come.
 */
record Paging(PageRequest request) {
  int rows() {
    return request.limit() + 1;
  }

  /**
   * The {@code seq} that the page's rows lie below.
   *
   * @param table one with {@code id}, {@code environment} and {@code seq}
   * @throws IllegalArgumentException if {@link PageRequest#after} isn't an id in it
   */
  long below(Handle moment, String table, EnvironmentName environment) {
    return request
        .after()
        .map(id -> seq(moment, table, environment, id).orElseThrow(Paging::unknown))
        .orElse(Long.MAX_VALUE);
  }

  /**
   * The same for a list that holds what other environments have, too.
   *
   * @param table one with {@code id} and {@code seq}
   * @throws IllegalArgumentException if {@link PageRequest#after} isn't an id in it
   */
  long below(Handle moment, String table) {
    return request
        .after()
        .map(id ->
            moment
                .createQuery("SELECT seq FROM " + table + " WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(Paging::unknown))
        .orElse(Long.MAX_VALUE);
  }

  private static Optional<Long> seq(
      Handle moment, String table, EnvironmentName environment, String id) {
    return moment
        .createQuery("SELECT seq FROM " + table + " WHERE id = :id AND environment = :environment")
        .bind("id", id)
        .bind("environment", environment.value())
        .mapTo(Long.class)
        .findOne();
  }

  static IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "after must be what the page before gave as next; it names no place in this list");
  }

  /**
   * @param place what names an item's place in the list
   */
  <T> Page<T> page(List<T> found, Function<T, String> place) {
    if (found.size() <= request.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, request.limit());
    return new Page<>(items, Optional.of(place.apply(items.getLast())));
  }
}

package dev.sluice.registry.sql;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.UnknownPlaceException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts what a query found into a page. The query asks for one row too many, to see if more come.
 */
record Paging(PageRequest request) {
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,19}");

  int rows() {
    return request.limit() + 1;
  }

  /**
   * The place that the page's items lie below. Whatever had it may be forgotten by now.
   *
   * @throws UnknownPlaceException if {@link PageRequest#after} isn't one
   */
  long below() {
    return request.after().map(Paging::place).orElse(Long.MAX_VALUE);
  }

  private static long place(String after) {
    try {
      if (PLACE.matcher(after).matches()) {
        return Long.parseLong(after);
      }
    } catch (NumberFormatException tooLarge) {
      // No place either.
    }
    throw new UnknownPlaceException();
  }

  <T> Page<T> page(List<Placed<T>> found) {
    List<T> items = found.stream().limit(request.limit()).map(Placed::item).toList();
    Optional<String> next =
        found.size() <= request.limit()
            ? Optional.empty()
            : Optional.of(Long.toString(found.get(request.limit() - 1).place()));
    return new Page<>(items, next);
  }
}

package dev.sluice.registry.contract;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Walks a list page by page, as a caller would. */
public final class Pages {
  private Pages() {}

  public static <T> List<T> all(int limit, Function<PageRequest, Page<T>> list) {
    List<T> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<T> page = list.apply(new PageRequest(limit, after));
      all.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    return all;
  }
}

package dev.sluice.registry;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param limit how many items at most, 1 to 200
 * @param after the {@link Page#next} of the page before; empty for the first
 */
public record PageRequest(int limit, Optional<String> after) {
  public static final int MAX_LIMIT = 200;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be from 1 to " + MAX_LIMIT + ", not " + limit);
    }
  }

  /** The first {@code limit} items. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }
}

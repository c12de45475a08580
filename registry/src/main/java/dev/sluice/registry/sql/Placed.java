package dev.sluice.registry.sql;

import org.jdbi.v3.core.mapper.RowMapper;

/**
 * An item and its place in a list: a number that says where to go on, also when the item is gone.
 */
public record Placed<T>(long place, T item) {

  /** Reads the item from a row, and its place from the column {@code seq}. */
  static <T> RowMapper<Placed<T>> of(RowMapper<T> item) {
    return (row, context) -> new Placed<>(row.getLong("seq"), item.map(row, context));
  }
}

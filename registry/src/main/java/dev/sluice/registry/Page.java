package dev.sluice.registry;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list, newest first.
 *
 * @param next what to give as {@link PageRequest#after} for the following page; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }
}

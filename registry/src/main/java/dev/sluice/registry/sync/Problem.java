package dev.sluice.registry.sync;

import java.util.Optional;

/**
 * Something a commit's author must mend.
 *
 * @param code a stable name, e.g. {@code unknown_trigger}
 * @param message what is wrong and what to do
 */
public record Problem(String code, String message, Optional<Place> place) {
  /**
   * Where in the author's code.
   *
   * @param file the path from the repository's root
   * @param line counted from 1
   * @param column counted from 1
   * @param frame the lines around it with a mark under the spot; may be empty
   */
  public record Place(String file, int line, int column, String frame) {}
}

package dev.sluice.syncworker.types;

import dev.sluice.syncworker.problem.Spot;

/**
 * Something that the compiler found.
 *
 * @param undefinedName whether it is a name that isn't defined anywhere
 */
public record TypeFinding(Spot spot, String message, boolean undefinedName) {
  /** Itself as a line of a log. */
  public String line() {
    return spot.file() + ":" + spot.line() + ":" + spot.column() + ": " + message;
  }

  /** What kind of problem it is where types must hold. */
  public String code() {
    return undefinedName ? "undefined_name" : "type_error";
  }
}

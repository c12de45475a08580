package dev.sluice.registry.release;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Someone's wish to change what is live.
 *
 * @param by who: a key's id
 * @param note why, in their words
 * @param expectedLive the release they believe live; empty compares nothing
 */
public record ChangeRequest(String by, Optional<String> note, OptionalInt expectedLive) {

  /** A wish without a word on it, whatever is live. */
  public static ChangeRequest by(String who) {
    return new ChangeRequest(who, Optional.empty(), OptionalInt.empty());
  }
}

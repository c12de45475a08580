package dev.sluice.registry.release;

import java.util.Optional;

/**
 * Someone's wish to change what is live.
 *
 * @param by who: a key's id
 * @param note why, in their words
 */
public record ChangeRequest(String by, Optional<String> note) {

  /** A wish without a word on it. */
  public static ChangeRequest by(String who) {
    return new ChangeRequest(who, Optional.empty());
  }
}

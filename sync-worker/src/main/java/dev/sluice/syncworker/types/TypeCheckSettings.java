package dev.sluice.syncworker.types;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import dev.sluice.syncworker.node.NodeScript;
import java.time.Duration;

/**
 * How types are checked.
 *
 * @param checker {@code typechecker.mjs}
 * @param timeout how long one commit may take, its start included
 */
public record TypeCheckSettings(NodeScript checker, Duration timeout) {
  /** The usual limit. */
  public static TypeCheckSettings of(NodeScript checker) {
    return new TypeCheckSettings(checker, Limits.USUAL.duration(Limit.TYPES_SECONDS));
  }

  /** The same, within those limits. */
  public TypeCheckSettings within(Limits limits) {
    return new TypeCheckSettings(checker, limits.duration(Limit.TYPES_SECONDS));
  }
}

package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import java.io.IOException;

/**
 * What a remote sends is more than is taken; a smaller commit or a larger limit helps, trying again
 * doesn't.
 */
final class FetchLimitException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param words what is more than what, for the author and the operator
   */
  FetchLimitException(String words, Limit limit) {
    super(words + limit.hint());
  }
}

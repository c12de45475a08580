package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import org.eclipse.jgit.errors.CorruptObjectException;

/**
 * What a remote sends is more than is taken. Of the kind that JGit lets its checks of objects
 * throw.
 */
final class FetchLimitException extends CorruptObjectException {
  private static final long serialVersionUID = 1;

  /**
   * @param words what is more than what, for the author and the operator
   */
  FetchLimitException(String words, Limit limit) {
    super(words + limit.hint());
  }
}

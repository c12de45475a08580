package dev.sluice.webhook;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The refs that a push moved, of which one is kept: the one that counts, or else the first. Not
 * thread-safe.
 */
final class RefMoves {
  private static final Pattern NO_COMMIT = Pattern.compile("0*");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");

  private final String counts;
  private @Nullable String ref;
  private String head = "";

  RefMoves(String counts) {
    this.counts = counts;
  }

  /** That {@code moved} is now at {@code commit}; zeros or nothing mean that it's gone. */
  void add(String moved, String commit) {
    if (ref == null || moved.equals(counts)) {
      ref = moved;
      head = commit;
    }
  }

  /**
   * @throws UnreadablePayloadException if nothing moved, or not to a commit
   */
  Message message() throws UnreadablePayloadException {
    if (ref == null) {
      throw new UnreadablePayloadException("the payload names no ref that moved");
    }
    if (NO_COMMIT.matcher(head).matches()) {
      return new Message.RefDeleted(ref);
    }
    return new Message.RefMoved(ref, commit(head));
  }

  /** The same text, which has the form of a commit's id. */
  static String commit(String text) throws UnreadablePayloadException {
    if (!COMMIT.matcher(text).matches()) {
      throw new UnreadablePayloadException(
          "where the payload should name a commit, there is something else");
    }
    return text;
  }
}

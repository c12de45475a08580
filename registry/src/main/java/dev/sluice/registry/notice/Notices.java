package dev.sluice.registry.notice;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What Git hosts are still to be told. Of a commit, or a pull request, only the newest news are
 * kept, and none for longer than a day. How a sync ends is written down with its very end.
 */
public interface Notices {
  /** How long it is worth telling. */
  Duration KEPT = Duration.ofDays(1);

  /** How long a comment is known that isn't written anew. */
  Duration COMMENT_KEPT = Duration.ofDays(365);

  /**
   * From now on, the host is told how that sync fares: that it is under way, unless it has ended by
   * {@code due}, and how it ends, as soon as it does. A sync of which this was never said is nobody
   * else's business.
   *
   * @throws dev.sluice.registry.sync.ClaimLostException if the worker doesn't have it any more
   */
  void begin(Claim sync, CommitId commit, Instant due);

  /**
   * Takes what has waited longest of what is due. Nobody else gets it, or newer news of the same,
   * until then; after that someone does, unless it was {@link #told}.
   */
  Optional<Notice> claim(Instant now, Instant until);

  /**
   * Whether nobody else tells it yet: to be asked just before a host is told, since whoever was
   * held up for longer than the claim would write over what was told meanwhile.
   */
  boolean isHeld(Notice notice, Instant now);

  /**
   * The host knows, or never will. Newer news that came meanwhile are still to be told. Where the
   * claim has ended and somebody else told it, or does so, the newest is told once more: nobody
   * knows which of the two came last.
   */
  void told(Notice notice);

  /**
   * The host couldn't be told; it is tried again then. Newer news are told at once. Does nothing
   * where the claim has ended and somebody else tells it.
   */
  void defer(Notice notice, Instant until);

  /** The comment of ours that is there, as far as is known. */
  Optional<CommentId> comment(CommentPlace place);

  /** That comment is ours and was written just now. */
  void commented(CommentPlace place, CommentId id);

  /** There's no comment of ours any more. */
  void uncommented(CommentPlace place);
}

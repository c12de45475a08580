package dev.sluice.registry.notice;

/** What a Git host calls a comment. */
public record CommentId(long value) {
  public CommentId {
    if (value <= 0) {
      throw new IllegalArgumentException("a comment's id is a positive number");
    }
  }
}

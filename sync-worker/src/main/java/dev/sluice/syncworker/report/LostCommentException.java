package dev.sluice.syncworker.report;

import java.io.IOException;

/** A comment may have been written or not, and can't be found again if it was. */
final class LostCommentException extends IOException {
  private static final long serialVersionUID = 1;

  LostCommentException(IOException cause) {
    super("the host didn't answer whether it wrote the comment", cause);
  }
}

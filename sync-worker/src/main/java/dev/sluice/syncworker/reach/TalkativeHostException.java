package dev.sluice.syncworker.reach;

import dev.sluice.syncworker.limit.Limit;
import java.io.IOException;

/** A host says more beside the files than is listened to. */
public final class TalkativeHostException extends IOException {
  private static final long serialVersionUID = 1;

  TalkativeHostException(long talkBytes) {
    super(
        "the host says more than %,d MB beside the files: it has very many branches and tags and"
                .formatted(talkBytes >> 20)
            + " lists all of them, or it is broken"
            + Limit.TALK_MB.hint());
  }
}

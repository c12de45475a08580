package dev.sluice.syncworker.reach;

import java.io.IOException;

/** What answers doesn't speak Git's protocol, or only the one of old, which isn't spoken here. */
public final class NotGitException extends IOException {
  private static final long serialVersionUID = 1;

  NotGitException(String contentType) {
    super(
        "what answers there isn't a Git host that speaks the smart protocol over HTTP (it sends "
            + contentType
            + "): mend the environment's repository.url, or wait until the host is well again");
  }
}

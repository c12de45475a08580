package dev.sluice.syncworker.fetch;

import dev.sluice.registry.trust.SshHostKey;
import dev.sluice.syncworker.reach.Credential;
import dev.sluice.syncworker.reach.Reach;
import java.util.Optional;

/** What the host has against what it was shown. */
record AccessTrouble(Reach reach) {
  /** In words; empty if it's not about that. */
  Optional<String> words() {
    if (reach.seen().isLetIn()) {
      return Optional.empty();
    }
    return reach.credential() instanceof Credential.Key key
        ? Optional.of(unknownKey(key)).filter(it -> reach.seen().isKeyRefused())
        : reach.seen().status().filter(it -> it == 401 || it == 403).map(this::words);
  }

  private static String unknownKey(Credential.Key key) {
    return "The host doesn't take the deploy key "
        + new SshHostKey(key.key().line()).fingerprint()
        + ": add its public half to the repository there";
  }

  private String words(int status) {
    Optional<String> elsewhere = reach.seen().elsewhere();
    if (elsewhere.isPresent()) {
      return "The host redirects to %s, which wants credentials; none are shown to another host than"
              .formatted(elsewhere.get())
          + " the one they are for: set repository.url to where the repository is now";
    }
    if (reach.credential() instanceof Credential.None) {
      return "The host wants credentials: give the environment a repository.token, or use a deploy"
          + " key or a GitHub App";
    }
    return status == 401
        ? "The host doesn't take these credentials: they may be mistyped, revoked or expired"
        : "The host knows these credentials and doesn't let them read the repository";
  }
}

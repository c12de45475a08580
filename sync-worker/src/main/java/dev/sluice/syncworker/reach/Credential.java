package dev.sluice.syncworker.reach;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.DeployKey;
import dev.sluice.registry.trust.SshHostKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a Git host is shown to let us in, or why there's nothing to show. */
public sealed interface Credential {
  /** Nothing, as none is set. */
  record None() implements Credential {}

  /** A user's name with a password or token, over HTTPS. */
  record Login(String user, Secret password) implements Credential {
    /** HTTP's {@code Authorization} (RFC 7617). */
    String header() {
      byte[] both = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }
  }

  /**
   * A key, over SSH.
   *
   * @param hostKey whom it is shown to; without one, nobody
   */
  record Key(DeployKey key, Optional<SshHostKey> hostKey) implements Credential {
    String fingerprint() {
      return new SshHostKey(key.line()).fingerprint();
    }
  }

  /** The operator acts: it is missing or of no use. */
  record Lacking(String reason) implements Credential {}

  /** We ask again later. */
  record NotNow(String cause) implements Credential {}

  /** {@code message} without what is secret of it. */
  default String redact(String message) {
    return switch (this) {
      case Login login -> {
        String header = login.header().substring("Basic ".length());
        String password = login.password().reveal();
        String shown = message.replace(header, "***");
        yield password.isEmpty() ? shown : shown.replace(password, "***");
      }
      case None _, Key _, Lacking _, NotNow _ -> message;
    };
  }
}

package dev.sluice.syncworker.reach;

import dev.sluice.registry.Secret;
import java.time.Instant;

/** What an installation of a GitHub App is let in with, for an hour. */
record AppToken(Secret value, Instant expiresAt) {
  /** As Git shows it. */
  Credential.Login login() {
    return new Credential.Login("x-access-token", value);
  }
}

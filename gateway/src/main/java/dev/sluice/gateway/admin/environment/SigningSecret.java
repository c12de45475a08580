package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Refusal;
import java.util.Base64;

/**
 * The rules for a secret that webhooks are signed with: any text that is long enough, or what the
 * Standard Webhooks specification (https://www.standardwebhooks.com) makes of a key's bytes. One
 * that only looks like the latter would be used as text here, and as bytes, or not at all, by the
 * other side.
 */
final class SigningSecret {
  private static final String ENCODED = "whsec_";

  /** The least that the specification has. */
  private static final int LEAST_BYTES = 24;

  private SigningSecret() {}

  /**
   * Goes on only if it can be one, or says nothing of bytes.
   *
   * @param field where it was given
   * @throws Refusal 400 naming the field
   */
  static void check(String field, String secret) {
    if (secret.startsWith(ENCODED) && bytes(secret.substring(ENCODED.length())) < LEAST_BYTES) {
      throw Refusal.badBody(
          "`%s` begins with whsec_, so the rest must be a key of at least %d bytes in base64: echo"
                  .formatted(field, LEAST_BYTES)
              + " whsec_$(openssl rand -base64 32) makes one. Any text that doesn't begin so is"
              + " used as it is.");
    }
  }

  /** How many the text stands for; none if it isn't base64. */
  private static int bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException notBase64) {
      return 0;
    }
  }
}

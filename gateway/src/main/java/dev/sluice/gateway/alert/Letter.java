package dev.sluice.gateway.alert;

import dev.sluice.gateway.http.Json;
import dev.sluice.registry.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An alert as it is sent, after the Standard Webhooks specification
 * (https://www.standardwebhooks.com).
 *
 * @param body JSON; the same for every try, as a receiver may compare
 */
record Letter(String id, String body) {
  private static final String ALGORITHM = "HmacSHA256";

  /** What a secret begins with whose rest is the key in base64. */
  private static final String ENCODED = "whsec_";

  /**
   * @param suppressed how many of that kind weren't sent since the last that was
   */
  static Letter of(Alert alert, int suppressed) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("environment", alert.environment().value());
    data.putAll(alert.data());
    if (suppressed > 0) {
      data.put("suppressed", suppressed);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", alert.kind().key());
    body.put("timestamp", alert.at().toString());
    body.put("data", data);
    return new Letter(alert.id(), Json.write(body));
  }

  /**
   * The value of {@code webhook-signature}.
   *
   * @throws IllegalArgumentException if the secret isn't what its beginning says it is
   */
  String signature(Secret secret, Instant sent) {
    String signed = id + "." + sent.getEpochSecond() + "." + body;
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(secret.reveal()), ALGORITHM));
      byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static byte[] key(String secret) {
    if (!secret.startsWith(ENCODED)) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
    byte[] key = decoded(secret.substring(ENCODED.length()));
    if (key.length == 0) {
      throw notBase64();
    }
    return key;
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw notBase64();
    }
  }

  private static IllegalArgumentException notBase64() {
    return new IllegalArgumentException(
        "alerts.secret begins with whsec_, so the rest must be a key in base64; it isn't");
  }
}

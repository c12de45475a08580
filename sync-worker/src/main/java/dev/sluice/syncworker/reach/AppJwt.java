package dev.sluice.syncworker.reach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The token (RFC 7519, RS256) with which a GitHub App says who it is. */
final class AppJwt {
  /** GitHub takes at most ten minutes. */
  private static final Duration GOOD_FOR = Duration.ofMinutes(9);

  /** Our clock may be ahead of GitHub's. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private AppJwt() {}

  /**
   * @param appId letters, digits and dots, so that it needs no escape in JSON
   */
  static String of(String appId, PrivateKey key, Instant now) throws GeneralSecurityException {
    String head = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    String claims =
        encoded(
            "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                .formatted(
                    now.minus(SLACK).getEpochSecond(), now.plus(GOOD_FOR).getEpochSecond(), appId));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update((head + "." + claims).getBytes(UTF_8));
    return head + "." + claims + "." + BASE64.encodeToString(signature.sign());
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(UTF_8));
  }
}

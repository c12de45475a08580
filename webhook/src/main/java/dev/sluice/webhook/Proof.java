package dev.sluice.webhook;

import dev.sluice.registry.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a delivery holds to show that its sender knows the environment's secret. Immutable. */
sealed interface Proof {
  /** What finds out, as the body streams by, whether this holds under that secret. */
  Check under(Secret secret);

  /** Whether it was made lately enough to be taken. */
  default boolean isFresh(Instant now) {
    return true;
  }

  /** The secret itself. */
  record Token(String token) implements Proof {
    static Optional<Proof> of(String token) {
      return token.isEmpty() ? Optional.empty() : Optional.of(new Token(token));
    }

    @Override
    public Check under(Secret secret) {
      boolean equal =
          MessageDigest.isEqual(
              token.getBytes(StandardCharsets.UTF_8),
              secret.reveal().getBytes(StandardCharsets.UTF_8));
      return Check.known(equal);
    }
  }

  /** The HMAC-SHA256 of the body, in hexadecimal digits; the secret, byte for byte, is the key. */
  record BodyHmac(String digits) implements Proof {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{64}");

    /**
     * @param prefix what must precede the digits
     */
    static Optional<Proof> of(String value, String prefix) {
      return Optional.of(value)
          .filter(it -> it.startsWith(prefix))
          .map(it -> it.substring(prefix.length()))
          .filter(it -> DIGITS.matcher(it).matches())
          .map(BodyHmac::new);
    }

    @Override
    public Check under(Secret secret) {
      return Check.hmac(
          secret.reveal().getBytes(StandardCharsets.UTF_8),
          new byte[0],
          List.of(HexFormat.of().parseHex(digits)));
    }
  }

  /**
   * A signature after the Standard Webhooks specification (https://www.standardwebhooks.com): the
   * HMAC-SHA256 of id, time and body. It may hold several, of which one must be good.
   *
   * @param sent in seconds since 1970
   * @param signatures as the header has them: {@code v1,} and base64, with spaces between
   */
  record Standard(String id, long sent, String signatures) implements Proof {
    /** How far the clocks may be apart, and for how long a request that was overheard is good. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String VERSION = "v1,";

    /** What a secret begins with whose rest is the key in base64. */
    private static final String ENCODED = "whsec_";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    static Optional<Proof> of(Headers headers) {
      String id = headers.text("webhook-id");
      String sent = headers.text("webhook-timestamp");
      String signatures = headers.text("webhook-signature");
      return !id.isEmpty() && SECONDS.matcher(sent).matches() && signatures.contains(VERSION)
          ? Optional.of(new Standard(id, Long.parseLong(sent), signatures))
          : Optional.empty();
    }

    @Override
    public Check under(Secret secret) {
      byte[] head = (id + "." + sent + ".").getBytes(StandardCharsets.UTF_8);
      return Check.hmac(key(secret.reveal()), head, candidates());
    }

    @Override
    public boolean isFresh(Instant now) {
      return Duration.between(Instant.ofEpochSecond(sent), now).abs().compareTo(TOLERANCE) <= 0;
    }

    private List<byte[]> candidates() {
      return Arrays.stream(signatures.split(" ", -1))
          .filter(it -> it.startsWith(VERSION))
          .map(it -> decoded(it.substring(VERSION.length())))
          .flatMap(Optional::stream)
          .toList();
    }

    private static byte[] key(String secret) {
      return Optional.of(secret)
          .filter(it -> it.startsWith(ENCODED))
          .flatMap(it -> decoded(it.substring(ENCODED.length())))
          .filter(it -> it.length > 0)
          .orElseGet(() -> secret.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> decoded(String base64) {
      try {
        return Optional.of(Base64.getDecoder().decode(base64));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}

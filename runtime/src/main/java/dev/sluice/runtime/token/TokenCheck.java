package dev.sluice.runtime.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a token's signature and its times (RFC 7515, RFC 7519). Public keys check asymmetric
 * algorithms and a secret checks HMAC, whatever the token claims: a public key never passes for a
 * secret (RFC 8725, 3.1).
 */
final class TokenCheck {
  private static final Set<JWSAlgorithm> ASYMMETRIC = asymmetric();
  private static final int SHORTEST_SECRET = 32;

  private final Clock clock;

  TokenCheck(Clock clock) {
    this.clock = clock;
  }

  /** A token that isn't what it should be; the message says in what. */
  static final class BadToken extends Exception {
    private static final long serialVersionUID = 1L;

    BadToken(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * When a good token expires.
   *
   * @throws BadToken if the token wasn't signed by one of those keys, isn't valid now or never
   *     expires
   */
  Instant against(JWKSet keys, String token) throws BadToken {
    return check(new ImmutableJWKSet<>(keys), ASYMMETRIC, token);
  }

  /**
   * When a good token expires.
   *
   * @throws BadToken if the token wasn't signed with that secret, isn't valid now or never expires
   */
  Instant against(KeySource.Shared shared, String token) throws BadToken {
    if (shared.secret().length < SHORTEST_SECRET) {
      throw new BadToken(
          "The static key is shorter than 32 bytes, too short for HS256 (RFC 7518, 3.2)", null);
    }
    return check(new ImmutableSecret<>(shared.secret()), JWSAlgorithm.Family.HMAC_SHA, token);
  }

  /** Whether the token names a key that the set lacks: the set may have grown since. */
  static boolean namesAnother(JWKSet keys, String token) {
    try {
      return Optional.ofNullable(SignedJWT.parse(token).getHeader().getKeyID())
          .filter(id -> keys.getKeyByKeyId(id) == null)
          .isPresent();
    } catch (ParseException e) {
      return false;
    }
  }

  private Instant check(JWKSource<SecurityContext> keys, Set<JWSAlgorithm> algorithms, String token)
      throws BadToken {
    try {
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSTypeVerifier((type, context) -> {});
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
      processor.setJWTClaimsSetVerifier(new Times(clock));
      return expiry(processor.process(token, null));
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      throw new BadToken("The token fails its check: " + e.getMessage(), e);
    }
  }

  private Instant expiry(JWTClaimsSet claims) throws BadToken {
    @Nullable Date expiry = claims.getExpirationTime();
    if (expiry == null) {
      throw new BadToken("The token fails its check: it has no expiry", null);
    }
    if (!clock.instant().isBefore(expiry.toInstant())) {
      throw new BadToken("The token fails its check: it has expired", null);
    }
    return expiry.toInstant();
  }

  private static Set<JWSAlgorithm> asymmetric() {
    Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
    algorithms.addAll(JWSAlgorithm.Family.EC);
    return Set.copyOf(algorithms);
  }

  /** The claims' times, by our clock. */
  private static final class Times extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    Times(Clock clock) {
      super(null, Set.of());
      this.clock = clock;
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}

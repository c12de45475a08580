package dev.sluice.runtime.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a token's signature and its times against published keys (RFC 7515, RFC 7517, RFC 7519).
 */
public final class TokenCheck {
  private static final Set<JWSAlgorithm> ASYMMETRIC = asymmetric();

  private TokenCheck() {}

  /** A token that isn't what it should be; the message says in what. */
  public static final class BadToken extends Exception {
    private static final long serialVersionUID = 1L;

    BadToken(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * When a good token expires.
   *
   * @param jwks a JSON Web Key Set
   * @throws BadToken if the token wasn't signed by one of its keys, isn't valid now or never
   *     expires
   */
  public static Instant against(String jwks, String token) throws BadToken {
    try {
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSTypeVerifier((type, context) -> {});
      processor.setJWSKeySelector(selector(jwks));
      JWTClaimsSet claims = processor.process(token, null);
      return expiry(claims);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new BadToken("The token fails its check: " + e.getMessage(), e);
    }
  }

  private static JWSKeySelector<SecurityContext> selector(String jwks) throws ParseException {
    return new JWSVerificationKeySelector<>(ASYMMETRIC, new ImmutableJWKSet<>(JWKSet.parse(jwks)));
  }

  private static Set<JWSAlgorithm> asymmetric() {
    Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
    algorithms.addAll(JWSAlgorithm.Family.EC);
    return Set.copyOf(algorithms);
  }

  private static Instant expiry(JWTClaimsSet claims) throws BadToken {
    @Nullable Date expiry = claims.getExpirationTime();
    if (expiry == null) {
      throw new BadToken("The token has no expiry", null);
    }
    return expiry.toInstant();
  }
}

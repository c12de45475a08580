package dev.sluice.runtime.token;

import com.nimbusds.jose.jwk.JWKSet;
import dev.sluice.runtime.token.TokenCheck.BadToken;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;

/** Puts a new token to the test that its workflow asked for. Thread-safe. */
public final class TokenTrial {
  /** How it went. */
  public sealed interface Verdict {
    /** It is what it should be, until then. */
    record Good(Instant expiresAt) implements Verdict {}

    /** It must not be used. */
    record Bad(String message) implements Verdict {}

    /** Nobody can tell. */
    record Unchecked(String reason) implements Verdict {}

    /** The key set at that address is needed first. */
    record Wanting(String url) implements Verdict {}
  }

  private final KeySets keySets;
  private final TokenCheck check;

  TokenTrial(KeySets keySets, TokenCheck check) {
    this.keySets = keySets;
    this.check = check;
  }

  /** Tests it with what is at hand. */
  public Verdict begin(KeySource source, KeySets.Place place, String token) {
    return switch (source) {
      case KeySource.Shared shared -> test(() -> check.against(shared, token));
      case KeySource.Published published -> {
        Optional<JWKSet> keys = keySets.find(place, published.url());
        yield keys.isEmpty() || TokenCheck.namesAnother(keys.get(), token)
            ? new Verdict.Wanting(published.url())
            : test(() -> check.against(keys.get(), token));
      }
    };
  }

  /** Tests it with the key set that was wanting. */
  public Verdict conclude(String url, KeySets.Place place, String keySet, String token) {
    try {
      JWKSet keys = keySets.keep(place, url, keySet);
      return test(() -> check.against(keys, token));
    } catch (ParseException e) {
      return new Verdict.Unchecked("its key set can't be read: " + e.getMessage());
    }
  }

  void forget(String environment) {
    keySets.forget(environment);
  }

  private interface Test {
    Instant expiry() throws BadToken;
  }

  private static Verdict test(Test test) {
    try {
      return new Verdict.Good(test.expiry());
    } catch (BadToken e) {
      return new Verdict.Bad(String.valueOf(e.getMessage()));
    }
  }
}

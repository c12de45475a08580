package dev.sluice.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.sluice.fixtures.TestClock;
import dev.sluice.runtime.EgressPolicy;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeySetsTest {
  private static final String URL = "https://example.org/jwks.json";

  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final KeySets sets = new KeySets(clock);

  private static KeySets.Place place(String environment, boolean anywhere) {
    return new KeySets.Place(
        environment, new EgressPolicy.PublicInternet(), Optional.empty(), anywhere);
  }

  @Test
  void keySet_isFoundForFiveMinutes() throws ParseException {
    sets.keep(place("env", true), URL, "{\"keys\":[]}");
    assertThat(sets.find(place("env", true), URL)).isPresent();
    clock.pass(KeySets.FRESH);
    assertThat(sets.find(place("env", true), URL)).isEmpty();
  }

  @Test
  void keySet_ofAnotherPlace_isNotFound() throws ParseException {
    sets.keep(place("env", true), URL, "{\"keys\":[]}");
    assertThat(sets.find(place("other", true), URL)).isEmpty();
    assertThat(sets.find(place("env", false), URL)).isEmpty();
    KeySets.Place narrower =
        new KeySets.Place("env", new EgressPolicy.Only(List.of()), Optional.empty(), true);
    assertThat(sets.find(narrower, URL)).isEmpty();
  }

  @Test
  void keySet_thatIsTooLargeOrNone_isRefused() {
    OctetSequenceKey key = new OctetSequenceKey.Builder(new byte[32]).build();
    String many = new JWKSet(Collections.nCopies(101, key)).toString(false);
    for (String json : List.of(many, "x".repeat(300_000), "[]", "", "{\"keys\":3}")) {
      assertThatThrownBy(() -> sets.keep(place("env", true), URL, json))
          .isInstanceOf(ParseException.class);
    }
  }
}

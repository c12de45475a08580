package dev.sluice.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final TestClock clock = new TestClock(NOW);
  private final TokenCache cache = new TokenCache(clock);

  private static TokenKey key(String environment, int number) {
    return TokenKey.of(environment, "wf", "token-" + number, "{}");
  }

  @Test
  void token_isFoundUntilItsMargin() {
    TokenKey key = key("env", 1);
    assertThat(cache.keep(key, "token", NOW.plusSeconds(90))).isTrue();
    clock.pass(Duration.ofSeconds(59));
    assertThat(cache.find(key)).contains("token");
    clock.pass(Duration.ofSeconds(1));
    assertThat(cache.find(key)).isEmpty();
  }

  @Test
  void token_withinItsMargin_orTooLong_isNotKept() {
    assertThat(cache.keep(key("env", 1), "token", NOW.plusSeconds(30))).isFalse();
    String tooLong = "x".repeat(TokenCache.LONGEST + 1);
    assertThat(cache.keep(key("env", 1), tooLong, NOW.plusSeconds(90))).isFalse();
    assertThat(cache.find(key("env", 1))).isEmpty();
  }

  @Test
  void tokens_ofOneEnvironment_areBoundedAndPushOutNobodyElses() {
    cache.keep(key("quiet", 0), "token", NOW.plusSeconds(900));
    for (String token : new String[] {"t", "x".repeat(TokenCache.LONGEST)}) {
      for (int i = 0; i < 3 * TokenCache.MOST_TOKENS; i++) {
        cache.keep(key("noisy", i), token, NOW.plusSeconds(900));
      }
      cache.settle();
      long kept =
          IntStream.range(0, 3 * TokenCache.MOST_TOKENS)
              .filter(i -> cache.find(key("noisy", i)).isPresent())
              .count();
      assertThat(kept)
          .isPositive()
          .isLessThanOrEqualTo(
              Math.min(TokenCache.MOST_TOKENS, TokenCache.MOST_CHARACTERS / token.length()) + 1);
    }
    assertThat(cache.find(key("quiet", 0))).contains("token");
  }

  @Test
  void tokenKey_shown_holdsNoSecret() {
    TokenKey key = TokenKey.of("env", "wf", "name", "{\"secret\":\"hush-hush\"}");
    assertThat(key.toString()).doesNotContain("hush");
    assertThat(KeySource.read("{\"secret\":\"hush-hush\"}").toString()).isEqualTo("***");
  }
}

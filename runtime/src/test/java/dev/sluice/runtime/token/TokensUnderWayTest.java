package dev.sluice.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runtime.token.TokensUnderWay.Lead;
import dev.sluice.runtime.token.TokensUnderWay.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TokensUnderWayTest {
  private static final TokenKey KEY = TokenKey.of("env", "wf", "name", "{}");

  private final TokensUnderWay underWay = new TokensUnderWay();

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  private static CompletableFuture<Optional<String>> arrival(Wait wait, Duration patience) {
    CompletableFuture<Optional<String>> arrival = new CompletableFuture<>();
    wait.await(patience, arrival::complete);
    return arrival;
  }

  private TokensUnderWay.Claim claim(TokenKey key) {
    return underWay.claim(key, in(Duration.ofMinutes(1)));
  }

  @Test
  void claims_behindALead_waitForItsToken() throws Exception {
    Lead lead = (Lead) claim(KEY);
    CompletableFuture<Optional<String>> first = arrival((Wait) claim(KEY), Duration.ofMinutes(1));
    CompletableFuture<Optional<String>> second = arrival((Wait) claim(KEY), Duration.ofMinutes(1));
    lead.settle(Optional.of("token"));
    lead.settle(Optional.empty());
    assertThat(first.get()).contains("token");
    assertThat(second.get()).contains("token");
    assertThat(claim(KEY)).isInstanceOf(Lead.class);
  }

  @Test
  void claims_ofAnotherEnvironment_neverWait() {
    claim(KEY);
    assertThat(claim(TokenKey.of("other", "wf", "name", "{}"))).isInstanceOf(Lead.class);
    assertThat(claim(TokenKey.of("env", "other", "name", "{}"))).isInstanceOf(Lead.class);
  }

  @Test
  void wait_longerThanItsPatience_endsWithoutAToken() throws Exception {
    claim(KEY);
    assertThat(arrival((Wait) claim(KEY), Duration.ofMillis(5)).get()).isEmpty();
  }

  @Test
  void lead_thatShouldLongHaveEnded_isCountedOnNoMore() throws Exception {
    Lead stuck = (Lead) underWay.claim(KEY, System.nanoTime() - 1);
    Lead next = (Lead) claim(KEY);
    CompletableFuture<Optional<String>> waiting = arrival((Wait) claim(KEY), Duration.ofMinutes(1));
    stuck.settle(Optional.of("stale"));
    assertThat(claim(KEY)).isInstanceOf(Wait.class);
    next.settle(Optional.of("token"));
    assertThat(waiting.get()).contains("token");
  }
}

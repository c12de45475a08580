package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private static final String SLOW = "203.0.113.9";
  private static final String HOST = "192.0.2.1";

  private final Turnstile turnstile =
      new Turnstile(new HookLimits(1, 3, Duration.ofSeconds(1), 1, Duration.ofMillis(1), 2));

  @Test
  void enter_fromAnAddressThatHasItsShare_leavesRoomForOthers() {
    assertThat(turnstile.enter(SLOW)).isTrue();
    assertThat(turnstile.enter(SLOW)).isTrue();
    assertThat(turnstile.enter(SLOW)).isFalse();
    assertThat(turnstile.enter(HOST)).isTrue();
  }

  @Test
  void enter_afterOneOfItsOwnLeft_isLetIn() {
    turnstile.enter(SLOW);
    turnstile.enter(SLOW);
    turnstile.leave(SLOW);
    assertThat(turnstile.enter(SLOW)).isTrue();
    assertThat(turnstile.enter(SLOW)).isFalse();
  }

  @Test
  void enter_whenAllIsTaken_countsNobody() {
    turnstile.enter(SLOW);
    turnstile.enter(SLOW);
    turnstile.enter(HOST);
    assertThat(turnstile.enter(HOST)).isFalse();
    turnstile.leave(SLOW);
    assertThat(turnstile.enter(HOST)).isTrue();
  }
}

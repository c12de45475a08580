package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.gateway.access.FailedAttempts.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {
  private final TestClock clock = new TestClock();
  private final FailedAttempts failures = new FailedAttempts(clock, new SimpleMeterRegistry());

  @Test
  void addresses_areHeldBackEachForItself() {
    exhaust("192.0.2.1");

    assertThat(failures.add("192.0.2.1", Reason.UNKNOWN)).contains(Attempts.EACH);
    assertThat(failures.add("192.0.2.2", Reason.UNKNOWN)).isEmpty();
  }

  @Test
  void addressesOfOneNetwork_ofIpv6_areHeldBackTogether() {
    exhaust("2001:db8:0:1::1");

    assertThat(failures.add("2001:db8:0:1:ffff::2", Reason.UNKNOWN)).isPresent();
    assertThat(failures.add("2001:db8:0:2::1", Reason.UNKNOWN)).isEmpty();
  }

  @Test
  void failuresWhileHeldBack_dontMakeItLonger() {
    exhaust("192.0.2.1");
    for (int i = 0; i < 1_000; i++) {
      failures.add("192.0.2.1", Reason.UNKNOWN);
    }

    clock.pass(Attempts.EACH);

    assertThat(failures.add("192.0.2.1", Reason.UNKNOWN)).isEmpty();
  }

  @Test
  void expiredKeys_areNeverHeldBack() {
    exhaust("192.0.2.1");

    assertThat(failures.add("192.0.2.1", Reason.EXPIRED)).isEmpty();
  }

  @Test
  void line_isTold_onceAMinute_withAllSince() {
    Attempts attempts = new Attempts(0);

    assertThat(attempts.add(0).told()).isEqualTo(1);
    assertThat(attempts.add(1).told()).isZero();
    assertThat(attempts.add(59_999).told()).isZero();
    assertThat(attempts.add(60_000).told()).isEqualTo(3);
  }

  @Test
  void afterAWhile_allIsForgotten() {
    exhaust("192.0.2.1");

    clock.pass(Duration.ofHours(1));

    exhaust("192.0.2.1");
  }

  private void exhaust(String address) {
    for (int i = 0; i < Attempts.MOST; i++) {
      assertThat(failures.add(address, Reason.UNKNOWN)).isEmpty();
    }
  }
}

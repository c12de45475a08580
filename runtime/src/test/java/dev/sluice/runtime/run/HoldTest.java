package dev.sluice.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.runtime.fetch.Clients;
import dev.sluice.runtime.realm.RealmFactory;
import dev.sluice.runtime.realm.Realms;
import dev.sluice.runtime.token.Tokens;
import dev.sluice.runtime.watch.Watchdog;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void take_thatFailsOnceItHasARealm_leavesNoneTaken() {
    try (Realms realms = new Realms(new RealmFactory(), 1);
        Watchdog watchdog = new Watchdog(() -> {});
        Clients clients = new Clients()) {
      Clock clock = Clock.systemUTC();
      Host host = new Host(realms, watchdog, clients, Tokens.on(clock), clock);
      Duration tooLongToCount = Duration.ofDays(200_000);

      assertThatThrownBy(() -> Hold.take(host, "acme", LONG, tooLongToCount))
          .isInstanceOf(ArithmeticException.class);

      try (Hold hold = Hold.take(host, "acme", LONG, LONG)) {
        assertThat(hold.realm()).isNotNull();
        hold.markClean();
      }
    }
  }
}

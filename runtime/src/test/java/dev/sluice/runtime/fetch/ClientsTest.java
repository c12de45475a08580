package dev.sluice.runtime.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runtime.EgressPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientsTest {
  private static Clients.Place place(String environment) {
    return new Clients.Place(
        environment, new Reach(new EgressPolicy.PublicInternet(), Optional.empty()));
  }

  @Test
  void close_closesEveryOutletBeforeItReturns() {
    Clients clients = new Clients();
    Outlet one = clients.outlet(place("one"));
    Outlet two = clients.outlet(place("two"));

    clients.close();

    assertThat(one.isClosed()).isTrue();
    assertThat(two.isClosed()).isTrue();
  }

  @Test
  void outlet_thatNobodyUses_isClosedThoughNobodyAsksForAnother() {
    try (Clients clients = new Clients(Network.OF_THIS_MACHINE, Duration.ofMillis(50))) {
      Outlet idle = clients.outlet(place("idle"));
      while (!idle.isClosed()) {
        Thread.onSpinWait();
      }
      assertThat(clients.outlet(place("idle"))).isNotSameAs(idle);
    }
  }

  @Test
  void forget_closesOnlyThatEnvironments() {
    Outlet other;
    try (Clients clients = new Clients()) {
      Outlet gone = clients.outlet(place("gone"));
      other = clients.outlet(place("other"));

      clients.forget("gone");

      while (!gone.isClosed()) {
        Thread.onSpinWait();
      }
      assertThat(other.isClosed()).isFalse();
    }
    assertThat(other.isClosed()).isTrue();
  }
}

package dev.sluice.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  @Test
  void again_untilTheLast_takesSomeMinutes() {
    Instant start = Instant.parse("2026-11-01T12:00:00Z");
    Alert alert = Alert.now(new EnvironmentName("a"), AlertKind.TEST, Map.of(), Clock.systemUTC());
    Delivery delivery = new Delivery(alert, Letter.of(alert, 0), 0, start, Errand.OWN);

    assertThat(delivery.again(start).due()).isEqualTo(start.plusSeconds(1));
    assertThat(delivery.again(start).again(start).due()).isEqualTo(start.plusSeconds(2));
    while (!delivery.isLast()) {
      delivery = delivery.again(delivery.due());
    }

    assertThat(Duration.between(start, delivery.due()))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }
}

package dev.sluice.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RationTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final Ration ration = new Ration();

  @Test
  void take_moreThanOneAMinute_areCountedForTheNext() {
    assertThat(take("a", AlertKind.SYNC_FAILED, 0)).hasValue(0);
    assertThat(take("a", AlertKind.SYNC_FAILED, 1)).isEmpty();
    assertThat(take("a", AlertKind.SYNC_FAILED, 59)).isEmpty();
    assertThat(take("a", AlertKind.SYNC_FAILED, 60)).hasValue(2);
    assertThat(take("a", AlertKind.SYNC_FAILED, 120)).hasValue(0);
  }

  @Test
  void take_otherKindsAndEnvironments_haveTheirOwn() {
    take("a", AlertKind.SYNC_FAILED, 0);

    assertThat(take("a", AlertKind.SYNC_REJECTED, 1)).hasValue(0);
    assertThat(take("b", AlertKind.SYNC_FAILED, 1)).hasValue(0);
  }

  @Test
  void take_whatAPersonDid_isNeverRationed() {
    assertThat(take("a", AlertKind.BREAK_GLASS_ON, 0)).hasValue(0);
    assertThat(take("a", AlertKind.BREAK_GLASS_ON, 1)).hasValue(0);
  }

  private OptionalInt take(String environment, AlertKind kind, int second) {
    Alert alert = Alert.now(new EnvironmentName(environment), kind, Map.of(), Clock.systemUTC());
    return ration.take(alert, NOON.plus(Duration.ofSeconds(second)));
  }
}

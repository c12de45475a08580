package dev.sluice.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.alert.Ration.Verdict;
import dev.sluice.gateway.alert.Ration.Verdict.Kept;
import dev.sluice.gateway.alert.Ration.Verdict.Sent;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RationTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final Ration ration = new Ration();

  @Test
  void take_moreThanOneAMinute_holdsTheNewestUntilItIsOver() {
    assertThat(take("a", AlertKind.SYNC_FAILED, 0)).isInstanceOf(Sent.class);
    assertThat(take("a", AlertKind.SYNC_FAILED, 30)).isEqualTo(new Kept(Optional.empty()));

    assertThat(ration.due(at(59))).isEmpty();
    assertThat(ration.due(at(60)))
        .singleElement()
        .satisfies(held -> assertThat(held.alert().at()).isEqualTo(at(30)))
        .satisfies(held -> assertThat(held.suppressed()).isZero());
    assertThat(ration.due(at(180))).isEmpty();
  }

  @Test
  void take_manyWithinAMinute_countsThoseBeforeTheNewest() {
    take("a", AlertKind.SYNC_FAILED, 0);
    take("a", AlertKind.SYNC_FAILED, 1);
    Verdict verdict = take("a", AlertKind.SYNC_FAILED, 2);
    // Also if nobody looked when the minute was over.
    take("a", AlertKind.SYNC_FAILED, 61);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Kept.class,
            kept -> assertThat(kept.instead().orElseThrow().alert().at()).isEqualTo(at(1)));
    assertThat(ration.due(at(62)))
        .singleElement()
        .satisfies(held -> assertThat(held.alert().at()).isEqualTo(at(61)))
        .satisfies(held -> assertThat(held.suppressed()).isEqualTo(2));
    assertThat(take("a", AlertKind.SYNC_FAILED, 121)).isInstanceOf(Kept.class);
    assertThat(ration.rest()).hasSize(1);
  }

  @Test
  void take_otherKindsAndEnvironments_haveTheirOwn() {
    take("a", AlertKind.SYNC_FAILED, 0);

    assertThat(take("a", AlertKind.SYNC_REJECTED, 1)).isInstanceOf(Sent.class);
    assertThat(take("b", AlertKind.SYNC_FAILED, 1)).isInstanceOf(Sent.class);
  }

  @Test
  void take_whatAPersonDid_isNeverRationed() {
    assertThat(take("a", AlertKind.BREAK_GLASS_ON, 0)).isInstanceOf(Sent.class);
    assertThat(take("a", AlertKind.BREAK_GLASS_ON, 1)).isInstanceOf(Sent.class);
  }

  private Verdict take(String environment, AlertKind kind, int second) {
    Alert alert = new Alert("msg", new EnvironmentName(environment), kind, at(second), Map.of());
    return ration.take(alert, Errand.OWN, at(second));
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}

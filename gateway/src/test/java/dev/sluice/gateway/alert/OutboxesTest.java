package dev.sluice.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxesTest {
  private static final EnvironmentName A = new EnvironmentName("a");
  private static final EnvironmentName B = new EnvironmentName("b");

  private final TestClock clock = new TestClock();
  private final Outboxes boxes = new Outboxes(clock);

  @Test
  void take_whileOneOfAnEnvironmentIsOut_givesOthersOnly() throws Exception {
    Delivery first = delivery(A);
    Delivery second = delivery(A);
    Delivery others = delivery(B);
    boxes.add(first);
    boxes.add(second);
    boxes.add(others);

    assertThat(take()).contains(first);
    assertThat(take()).contains(others);
    assertThat(take()).isEmpty();

    boxes.done(first);
    assertThat(take()).contains(second);
  }

  @Test
  void take_oneThatWaitsForAnotherTry_letsTheOthersPass() throws Exception {
    Delivery first = delivery(A);
    boxes.add(first);
    assertThat(take()).contains(first);
    Delivery again = first.again(clock.instant());
    boxes.again(again);
    Delivery second = delivery(A);
    boxes.add(second);
    clock.pass(Duration.ofSeconds(1));

    assertThat(take()).contains(second);
    boxes.done(second);
    assertThat(take()).contains(again);
    boxes.done(again);
    assertThat(boxes.count()).isZero();
  }

  @Test
  void add_moreThanOneEnvironmentMayHave_isRefused_andOthersAreTaken() {
    for (int i = 0; i < Outboxes.MOST_OF_ONE; i++) {
      assertThat(boxes.add(delivery(A))).isTrue();
    }

    assertThat(boxes.add(delivery(A))).isFalse();
    assertThat(boxes.add(delivery(B))).isTrue();
  }

  private Optional<Delivery> take() throws InterruptedException {
    return boxes.take(Duration.ZERO);
  }

  private Delivery delivery(EnvironmentName environment) {
    Alert alert = Alert.now(environment, AlertKind.BREAK_GLASS_ON, Map.of(), clock);
    return new Delivery(alert, Letter.of(alert, 0), 0, clock.instant(), Errand.OWN);
  }
}

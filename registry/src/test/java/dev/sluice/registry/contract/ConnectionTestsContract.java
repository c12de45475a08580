package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.ConnectionTest;
import dev.sluice.registry.sync.ConnectionTest.Step;
import dev.sluice.registry.sync.ConnectionTests;
import dev.sluice.registry.sync.Push;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store must do with connection tests: hand each to one worker, and keep the end. */
public abstract class ConnectionTestsContract extends RegistryContract {
  private static final Duration HELD = Duration.ofMinutes(3);
  private static final List<Step> STEPS =
      List.of(new Step("host", true, "it was reached"), new Step("branch", false, "none"));

  @Test
  void request_isClaimedOnce_andEndsWithItsSteps() {
    ConnectionTest asked = request(PRODUCTION);

    assertThat(claim()).contains(asked);
    assertThat(claim()).isEmpty();
    assertThat(tests().end(asked.id(), STEPS)).isTrue();

    assertThat(tests().find(PRODUCTION, asked.id()).orElseThrow().steps()).contains(STEPS);
    assertThat(tests().find(STAGING, asked.id())).isEmpty();
    clock.pass(HELD);
    assertThat(claim()).isEmpty();
  }

  @Test
  void request_whileOneWaits_givesThatOne() {
    ConnectionTest first = request(PRODUCTION);

    assertThat(request(PRODUCTION)).isEqualTo(first);
    assertThat(request(STAGING).id()).isNotEqualTo(first.id());

    claim();
    assertThat(request(PRODUCTION).id()).isNotEqualTo(first.id());
  }

  @Test
  void request_isToldToListeners() {
    AtomicInteger told = new AtomicInteger();
    registry.signals().onConnectionTestAsked(told::incrementAndGet);

    request(PRODUCTION);

    assertThat(told).hasValue(1);
    assertThatIllegalArgumentException().isThrownBy(() -> request(NOWHERE));
  }

  @Test
  void claim_ofAWorkerThatDied_isTakenUpAgain_andTheFirstToEndIsHeard() {
    ConnectionTest asked = request(PRODUCTION);
    claim();
    clock.pass(HELD);

    assertThat(claim()).contains(asked);

    assertThat(tests().end(asked.id(), STEPS)).isTrue();
    assertThat(tests().end(asked.id(), List.of())).isFalse();
    assertThat(tests().find(PRODUCTION, asked.id()).orElseThrow().steps()).contains(STEPS);
  }

  @Test
  void claim_ofWhatNobodyDidForADay_expires() {
    request(PRODUCTION);

    clock.pass(ConnectionTests.REMEMBERED.plusMillis(1));

    assertThat(claim()).isEmpty();
  }

  @Test
  void request_forgetsTheOldAndTheMany() {
    ConnectionTest old = ended();
    clock.pass(ConnectionTests.REMEMBERED.plusMillis(1));
    List<ConnectionTest> many = new ArrayList<>();
    for (int i = 0; i <= ConnectionTests.MOST; i++) {
      many.add(ended());
    }

    assertThat(found(old)).isEmpty();
    assertThat(found(many.getFirst())).isEmpty();
    assertThat(found(many.get(1))).isPresent();
  }

  @Test
  void lastDelivery_isTheNewestOfTheEnvironment() {
    assertThat(registry.syncs().lastDelivery(PRODUCTION)).isEmpty();

    registry.syncs().accept(new Push(PRODUCTION, "one", "a".repeat(40)));
    clock.pass(Duration.ofSeconds(1));
    registry.syncs().accept(new Push(PRODUCTION, "two", "b".repeat(40)));

    assertThat(registry.syncs().lastDelivery(PRODUCTION)).contains(now());
    assertThat(registry.syncs().lastDelivery(STAGING)).isEmpty();
  }

  private ConnectionTest ended() {
    ConnectionTest asked = request(PRODUCTION);
    claim();
    tests().end(asked.id(), STEPS);
    return asked;
  }

  private Optional<ConnectionTest> found(ConnectionTest test) {
    return tests().find(PRODUCTION, test.id());
  }

  private ConnectionTest request(EnvironmentName environment) {
    return tests().request(environment);
  }

  private Optional<ConnectionTest> claim() {
    return tests().claim(now(), now().plus(HELD));
  }

  private ConnectionTests tests() {
    return registry.connectionTests();
  }
}

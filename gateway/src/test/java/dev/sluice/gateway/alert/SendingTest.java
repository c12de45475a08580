package dev.sluice.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SendingTest {
  private static final EnvironmentName NAME = new EnvironmentName("a");

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private final AtomicInteger settled = new AtomicInteger();

  @Test
  void send_onceAnotherMayHaveTakenItOver_leavesItToThem() {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    MasterKey master = MasterKey.parse(key, "the test");
    try (Registry registry = SqliteRegistry.open(data, master, clock);
        AlertPost post = new AlertPost(clock)) {
      AlertMeters meters = new AlertMeters(new SimpleMeterRegistry());
      Sending sending = new Sending(registry.environments(), post, clock, meters);
      sending.add(delivery(Duration.ofMinutes(1)));
      sending.add(delivery(Duration.ofHours(1)));
      clock.pass(Duration.ofMinutes(2));

      sending.start();
      sending.close();
    }

    // Nobody wants it, as there is no such environment.
    assertThat(settled).hasValue(1);
  }

  private Delivery delivery(Duration within) {
    Alert alert = Alert.now(NAME, AlertKind.SYNC_FAILED, Map.of(), clock);
    Errand errand = new Errand(clock.instant().plus(within), settled::incrementAndGet);
    return new Delivery(alert, Letter.of(alert, 0), 0, clock.instant(), errand);
  }
}

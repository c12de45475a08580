package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.gateway.alert.Alerts;
import dev.sluice.gateway.alert.ThreadAlerts;
import dev.sluice.registry.environment.Environments;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ThreadAlertsTest {
  private static final String SECRET = "the alerts' secret, long enough";

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private final AtomicInteger abandoned = new AtomicInteger();

  @Test
  void threads_abandoned_areToldOfOnceEach_toWhoeverHasAReceiver() throws Exception {
    try (TestGateway gateway = new TestGateway(data);
        AlertReceiver receiver = new AlertReceiver()) {
      gateway.environment("demo", receiver.environment(SECRET, ""));
      gateway.environment("quiet");
      Environments environments = gateway.registry.environments();
      Alerts alerts = new Alerts(environments, clock, clock, new SimpleMeterRegistry());
      try (alerts) {
        alerts.start();
        ThreadAlerts threads = new ThreadAlerts(abandoned::get, environments, alerts);
        threads.round();
        abandoned.set(1);
        threads.round();
        threads.round();
        assertAbandoned(receiver.next(), 1);

        // One that ended after all, and another.
        abandoned.set(0);
        threads.round();
        clock.pass(Duration.ofMinutes(1));
        abandoned.set(1);
        threads.round();
        assertAbandoned(receiver.next(), 1);
      }
      assertThat(receiver.isQuiet()).isTrue();
    }
  }

  private static void assertAbandoned(AlertReceiver.Message told, int threads) {
    assertThat(told.type()).isEqualTo("threads.abandoned");
    assertThat(told.json().at("/data/environment").stringValue()).isEqualTo("demo");
    assertThat(told.json().at("/data/abandonedThreads").intValue()).isEqualTo(threads);
  }
}

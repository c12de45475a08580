package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.Release;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class SafetyNetTest {
  private static final String SECRET = "the alerts' secret, long enough";
  private static final String NET =
      ",\"safetyNet\":{\"errorPercent\":20,\"windowSeconds\":60,\"leastRuns\":10}";

  @TempDir Path data;
  private TestGateway gateway;
  private final AlertReceiver receiver = new AlertReceiver();

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo", receiver.environment(SECRET, NET));
  }

  @AfterEach
  void close() {
    gateway.close();
    receiver.close();
  }

  @Test
  void release_thatFailsTooOften_isTakenBackOnce() throws InterruptedException {
    gateway.live(TestWorkflow.claim(1).build());
    gateway.live(failing());

    run(10);

    AlertReceiver.Message told = receiver.next();
    assertThat(told.type()).isEqualTo("safety_net.rolled_back");
    assertThat(told.json().at("/data/from").intValue()).isEqualTo(2);
    while (!gateway.run(TOKENS).body().contains("\"v\":1")) {
      Thread.onSpinWait();
    }
    Release release = gateway.registry.releases().live(DEMO).orElseThrow();
    assertThat(release.number()).isEqualTo(3);
    assertThat(release.entry().action()).isEqualTo(Action.SAFETY_NET);
    assertThat(release.entry().by()).isEqualTo("safety-net");
    assertThat(release.entry().reason()).contains("runs failed within 60 s", "to release 1");
    assertThat(gateway.get("/metrics").body())
        .contains("sluice_safety_net_rollbacks_total{environment=\"demo\"} 1.0");
    assertThat(gateway.get("/v1/environments/demo/audit?by=safety-net").body())
        .contains("\"release.safety_net\"", "rollback to release 1");
  }

  @Test
  void release_withNothingToGoBackTo_staysAndIsToldOf() throws InterruptedException {
    gateway.live(failing());

    run(10);

    AlertReceiver.Message told = receiver.next();
    assertThat(told.type()).isEqualTo("safety_net.not_rolled_back");
    assertThat(told.json().at("/data/reason").stringValue()).contains("no earlier release");
    assertThat(gateway.registry.releases().live(DEMO).orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void twoGateways_thatSeeTheSame_takeItBackOnce() throws InterruptedException {
    gateway.live(TestWorkflow.claim(1).build());
    gateway.live(failing());
    try (TestGateway other = new TestGateway(data)) {
      for (int i = 0; i < 10; i++) {
        gateway.run(TOKENS);
        other.run(TOKENS);
      }

      receiver.next();
      while (!other.run(TOKENS).body().contains("\"v\":1")) {
        Thread.onSpinWait();
      }
    }
    JsonNode releases = json(gateway.get("/v1/environments/demo/releases"));
    assertThat(releases.path("items").size()).isEqualTo(3);
    assertThat(releases.at("/items/0/action").stringValue()).isEqualTo("safety_net");
    assertThat(receiver.isQuiet()).isTrue();
  }

  @Test
  void release_thatFails_isTakenBackWhileTheRegistryIsSlowForOthers() throws Exception {
    gateway.close();
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    FarRegistry slow =
        new FarRegistry(
            TestGateway.open(data),
            method -> {
              if (method.getName().equals("claimUntold")) {
                stuck.countDown();
                over.await();
              }
            });
    gateway = new TestGateway(slow.registry(), GatewaySettings.DEFAULT);
    gateway.live(TestWorkflow.claim(1).build());
    gateway.live(failing());
    stuck.await();

    run(10);

    assertThat(receiver.next().type()).isEqualTo("safety_net.rolled_back");
    over.countDown();
  }

  private static Build failing() {
    return new TestWorkflow("addClaim", TOKENS, "throw new Error('broken release')").build();
  }

  private void run(int times) {
    for (int i = 0; i < times; i++) {
      gateway.run(TOKENS);
    }
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.gateway.standby.StandbySettings;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Secret;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.vault.Vault;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry goes away and comes back, while a gateway runs and before it starts. */
@Timeout(60)
class OutageTest {
  private static final String VARIABLE = "kinde.env.get('N')?.value ?? 'none'";

  @TempDir Path data;

  private GatewaySettings settings() {
    return GatewaySettings.DEFAULT.withStandby(
        Optional.of(
            new StandbySettings(
                data.resolve("standby"),
                new Vault(TestGateway.MASTER),
                "the test's",
                Duration.ofDays(1))));
  }

  private FarRegistry far() {
    return new FarRegistry(TestGateway.open(data));
  }

  private TestGateway gateway(FarRegistry far) {
    return new TestGateway(far.registry(), settings(), Clock.systemUTC());
  }

  /** A gateway serves a release, and ends. */
  private IssuedKey served() {
    try (TestGateway gateway = gateway(far())) {
      gateway.environment("demo");
      gateway.put("/v1/environments/demo/variables/N", "{\"value\":\"one\"}");
      gateway.live(TestWorkflow.claim(VARIABLE).build());
      return gateway.registry.keys().issue(Role.INVOKE, Optional.of(DEMO));
    }
  }

  private static HttpResponse<String> run(TestGateway gateway, IssuedKey key) {
    return gateway.send(
        gateway
            .request(TestGateway.runs(TOKENS))
            .setHeader("Authorization", "Bearer " + key.value().reveal())
            .POST(BodyPublishers.ofString("{\"event\":{}}")));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void gateway_startedWhileTheRegistryIsAway_servesWhatWasKept_andSaysSo() {
    IssuedKey key = served();
    try (TestGateway gateway = gateway(far().goAway())) {
      assertThat(run(gateway, key).body()).contains("\"v\":\"one\"");

      HttpResponse<String> ready = gateway.get("/readyz");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(json(ready).path("notes").toString())
          .contains("can't be read", "the test took it away", "standby", "demo as of", "old");
      assertThat(gateway.get("/metrics").body())
          .contains("sluice_standby_environments 1.0")
          .doesNotContain("sluice_registry_away_seconds 0.0\n");
    }
  }

  @Test
  void whatWasNotKept_isAnswered503_asAreChanges() {
    served();
    try (TestGateway gateway = gateway(far().goAway())) {
      HttpResponse<String> other =
          gateway.post(TestGateway.runs(TOKENS).replace("demo", "other"), "{\"event\":{}}");
      assertThat(other.statusCode()).isEqualTo(503);
      assertThat(json(other).path("code").stringValue()).isEqualTo("not_yet_known");
      assertThat(other.headers().firstValue("Retry-After")).isPresent();

      HttpResponse<String> change =
          gateway.put("/v1/environments/demo/variables/N", "{\"value\":\"two\"}");
      assertThat(change.statusCode()).isEqualTo(503);
      assertThat(json(change).path("code").stringValue()).isEqualTo("registry_away");
      assertThat(change.headers().firstValue("Retry-After")).isPresent();

      HttpResponse<String> stranger =
          gateway.send(
              gateway
                  .request(TestGateway.runs(TOKENS))
                  .setHeader("Authorization", "Bearer sluice_nobody_knows_this_one")
                  .POST(BodyPublishers.ofString("{}")));
      assertThat(stranger.statusCode()).isEqualTo(503);
    }
  }

  @Test
  void registry_thatComesBack_isCaughtUpWith() {
    IssuedKey key = served();
    FarRegistry far = far().goAway();
    try (TestGateway gateway = gateway(far)) {
      assertThat(run(gateway, key).statusCode()).isEqualTo(200);
      Variable two = new Variable(new VariableName("N"), new Secret("two"), false);
      far.real().variables().put(DEMO, two, new KeyId("key_other"));
      far.real().keys().revoke(key.key().id());

      far.comeBack();

      await(() -> gateway.run(TOKENS).body().contains("\"v\":\"two\""));
      await(() -> run(gateway, key).statusCode() == 401);
      await(() -> !gateway.get("/readyz").body().contains("notes"));
      assertThat(gateway.live(TestWorkflow.claim(3).build())).isEqualTo(2);
      assertThat(gateway.run(TOKENS).body()).contains("\"v\":3");
      assertThat(gateway.get("/metrics").body())
          .contains("sluice_standby_environments 0.0", "sluice_registry_away_seconds 0.0");
    }
  }

  @Test
  void release_madeAfterAnOutage_isKeptForTheNext() {
    served();
    FarRegistry far = far().goAway();
    try (TestGateway gateway = gateway(far)) {
      far.comeBack();
      await(() -> !gateway.get("/readyz").body().contains("notes"));
      gateway.live(TestWorkflow.claim(3).build());
    }

    try (TestGateway gateway = gateway(far().goAway())) {
      assertThat(gateway.run(TOKENS).body()).contains("\"v\":3");
    }
  }

  @Test
  void registry_thatGoesAway_leavesRunsServed_alsoForKeysNeverShown_andNoRunUnremembered() {
    served();
    FarRegistry far = far();
    IssuedKey late = far.real().keys().issue(Role.INVOKE, Optional.of(DEMO));
    try (TestGateway gateway = gateway(far)) {
      await(() -> gateway.run(TOKENS).statusCode() == 200);
      far.goAway();
      await(() -> gateway.get("/readyz").body().contains("can't be read"));

      assertThat(run(gateway, late).statusCode()).isEqualTo(200);
      String id = json(run(gateway, late)).path("runId").stringValue();
      far.comeBack();

      await(() ->
          far.real().runs().list(DEMO, RunFilter.ALL, PageRequest.first(100)).items().stream()
              .anyMatch(it -> it.id().value().equals(id)));
    }
  }

  @Test
  void registry_thatIsAwayForTooLong_endsWhatItSaid_untilItIsBack() {
    served();
    TestClock clock = new TestClock();
    FarRegistry far = far();
    try (TestGateway gateway = new TestGateway(far.registry(), settings(), clock)) {
      far.goAway();
      await(() -> gateway.get("/readyz").body().contains("can't be read"));
      clock.pass(Duration.ofHours(23));
      assertThat(gateway.run(TOKENS).statusCode()).isEqualTo(200);

      clock.pass(Duration.ofHours(2));
      await(() -> gateway.run(TOKENS).statusCode() == 503);
      HttpResponse<String> ready = gateway.get("/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(json(ready).path("detail").stringValue()).contains("24 hours");

      far.comeBack();
      await(() -> gateway.run(TOKENS).statusCode() == 200);
    }
  }

  @Test
  void whatWasKept_endsWhereItStarted_whenItIsTooOld() {
    TestClock clock = new TestClock();
    try (TestGateway gateway = new TestGateway(far().registry(), settings(), clock)) {
      gateway.environment("demo");
      gateway.live(TestWorkflow.claim(1).build());
    }
    clock.pass(Duration.ofHours(23));
    try (TestGateway gateway = new TestGateway(far().goAway().registry(), settings(), clock)) {
      assertThat(gateway.run(TOKENS).statusCode()).isEqualTo(200);
      clock.pass(Duration.ofHours(-500));
      assertThat(gateway.run(TOKENS).statusCode()).isEqualTo(200);

      clock.pass(Duration.ofHours(502));

      await(() -> gateway.run(TOKENS).statusCode() == 503);
      await(() -> gateway.get("/readyz").statusCode() == 503);
    }
    try (TestGateway gateway = new TestGateway(far().goAway().registry(), settings(), clock)) {
      assertThat(gateway.run(TOKENS).statusCode()).isEqualTo(503);
      assertThat(json(gateway.get("/readyz")).path("detail").stringValue())
          .contains("--standby-hours");
    }
  }

  @Test
  void whatWasKept_andForged_isRefusedByTheNameOfItsFile() throws IOException {
    served();
    Path release = data.resolve("standby/demo.release");
    byte[] forged = Files.readAllBytes(release);
    forged[forged.length / 2] ^= 1;
    Files.write(release, forged);
    FarRegistry far = far().goAway();
    try (TestGateway gateway = gateway(far)) {
      assertThat(gateway.run(TOKENS).statusCode()).isEqualTo(503);
      HttpResponse<String> ready = gateway.get("/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(json(ready).path("detail").stringValue())
          .contains("standby/demo.release", "altered", "written anew");

      far.comeBack();
      await(() -> gateway.run(TOKENS).statusCode() == 200);
    }
  }
}

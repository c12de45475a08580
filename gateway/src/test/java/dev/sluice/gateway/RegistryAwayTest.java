package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registry;
import dev.sluice.registry.UnwritableException;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.StoreRotation;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.variable.Variables;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeys;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RegistryAwayTest {
  @TempDir Path data;

  @Test
  void gateway_thatNeverReadTheRegistry_answers503ToAllButHealth() {
    Registry away = TestGateway.open(data);
    away.close();
    try (TestGateway gateway = new TestGateway(away, GatewaySettings.DEFAULT)) {
      HttpResponse<String> run = gateway.run(TOKENS);
      assertThat(run.statusCode()).isEqualTo(503);
      assertThat(json(run).path("code").stringValue()).isEqualTo("not_yet_known");
      assertThat(run.headers().firstValue("Retry-After")).isPresent();

      HttpResponse<String> ready = gateway.get("/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(json(ready).path("detail").stringValue()).contains("registry wasn't read yet");

      HttpResponse<String> admin = gateway.get("/v1/environments");
      assertThat(admin.statusCode()).isEqualTo(503);
      assertThat(json(admin).path("code").stringValue()).isEqualTo("registry_away");
      assertThat(gateway.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void gateway_thatLosesTheRegistry_goesOnServingRuns() {
    FarRegistry far = new FarRegistry(TestGateway.open(data));
    try (TestGateway gateway = new TestGateway(far.registry(), GatewaySettings.DEFAULT)) {
      gateway.environment("demo");
      gateway.live(TestWorkflow.claim(7).build());

      far.goAway();

      HttpResponse<String> changed = gateway.put("/v1/environments/demo/variables/A", "{}");
      assertThat(json(changed).path("code").stringValue()).isEqualTo("registry_away");
      assertThat(gateway.run(TOKENS).body()).contains("\"v\":7");
      assertThat(gateway.get("/readyz").statusCode()).isEqualTo(200);
      far.comeBack();
    }
  }

  @Test
  @Timeout(60)
  void gateway_withTheOldMasterKeyAlone_goesOnServingRuns_andSaysWhatItLacks() {
    try (TestGateway gateway = new TestGateway(TestGateway.open(data), GatewaySettings.DEFAULT)) {
      gateway.environment("demo");
      gateway.live(TestWorkflow.claim(7).build());

      rotate();

      while (!gateway.get("/readyz").body().contains("The master key was rotated")) {
        Thread.onSpinWait();
      }
      HttpResponse<String> changed =
          gateway.put("/v1/environments/demo/variables/A", "{\"value\": \"a\"}");
      assertThat(changed.statusCode()).isEqualTo(503);
      assertThat(json(changed).path("detail").stringValue()).contains("only the old one");
      assertThat(gateway.run(TOKENS).body()).contains("\"v\":7");
    }
  }

  private void rotate() {
    MasterKey next = MasterKey.parse("QUJBQkFCQUJBQkFCQUJBQkFCQUJBQkFCQUJBQkFCQUI=", "a test");
    MasterKeys keys = new MasterKeys(TestGateway.MASTER, Optional.of(next));
    try (Store store = SqliteRegistry.store(data)) {
      assertThat(new StoreRotation(store, keys, Clock.systemUTC()).run()).isPresent();
    }
  }

  @Test
  void change_thatTheRegistryRefuses_isNotToBeTriedAgain() {
    FarRegistry picky =
        new FarRegistry(
            TestGateway.open(data),
            method -> {
              if (method.getDeclaringClass().equals(Variables.class)
                  && method.getName().equals("put")) {
                throw new UnwritableException("refused", new IllegalStateException());
              }
            });
    try (TestGateway gateway = new TestGateway(picky.registry(), GatewaySettings.DEFAULT)) {
      gateway.environment("demo");

      HttpResponse<String> refused =
          gateway.put("/v1/environments/demo/variables/A", "{\"value\": \"a\"}");

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(json(refused).path("code").stringValue()).isEqualTo("unwritable");
      assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    }
  }

  @Test
  @Timeout(60)
  void gateway_thatTripsOverAnError_goesOnFollowing() throws InterruptedException {
    CountDownLatch thrown = new CountDownLatch(1);
    AtomicBoolean trip = new AtomicBoolean();
    FarRegistry flaky =
        new FarRegistry(
            TestGateway.open(data),
            method -> {
              if (method.getName().equals("revisions") && trip.getAndSet(false)) {
                thrown.countDown();
                throw new StackOverflowError();
              }
            });
    try (TestGateway gateway = new TestGateway(flaky.registry(), GatewaySettings.DEFAULT)) {
      gateway.environment("demo");
      trip.set(true);
      thrown.await();

      gateway.deploy(TestGateway.DEMO, TestWorkflow.claim(7).build());

      while (!gateway.run(TOKENS).body().contains("\"v\":7")) {
        Thread.onSpinWait();
      }
    }
  }
}

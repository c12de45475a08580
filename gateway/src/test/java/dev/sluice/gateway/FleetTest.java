package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.gateway.fleet.Identity;
import dev.sluice.registry.gateway.GatewayName;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.sqlite.SqliteRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several gateways over one registry: each tells of itself, any tells of all. */
@Timeout(60)
class FleetTest {
  @TempDir Path data;
  private TestGateway first;
  private TestGateway second;

  @BeforeEach
  void open() {
    first = gateway("first", Clock.systemUTC());
    second = gateway("second", Clock.systemUTC());
    first.environment("demo");
  }

  private TestGateway gateway(String name, Clock clock) {
    Identity identity = new Identity(new GatewayName(name), "1.2.3");
    return new TestGateway(
        SqliteRegistry.open(data, TestGateway.MASTER, clock),
        GatewaySettings.DEFAULT.withIdentity(identity),
        clock);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void release_saysWhoServesIt_andOnceAllDo() {
    first.deploy(DEMO, TestWorkflow.claim(1).build());

    await(() -> release(first, 1).path("servedByAll").booleanValue());

    JsonNode served = release(second, 1);
    assertThat(served.path("live").booleanValue()).isTrue();
    assertThat(served.path("servedBy")).hasSize(2);
    assertThat(served.at("/servedBy/0/gateway").stringValue()).isEqualTo("first");
    assertThat(served.at("/servedBy/0/id").stringValue()).startsWith("gw_");
    assertThat(served.at("/servedBy/0").has("since")).isTrue();
    assertThat(served.at("/servedBy/1/gateway").stringValue()).isEqualTo("second");

    first.deploy(DEMO, TestWorkflow.claim(2).build());
    await(() -> release(first, 2).path("servedByAll").booleanValue());
    assertThat(release(first, 1).path("servedBy")).isEmpty();
    assertThat(release(first, 1).path("servedByAll").booleanValue(true)).isFalse();
    assertThat(json(first.get("/v1/environments/demo/releases")).at("/items/0").has("servedBy"))
        .isFalse();
  }

  @Test
  void release_thatDoesNotLoad_leavesGatewaysBehind() {
    first.live(TestWorkflow.claim(1).build());
    await(() -> release(first, 1).path("servedByAll").booleanValue());

    first.deploy(DEMO, TestWorkflow.claim(2).broken());

    JsonNode behind = gateways(first).at("/items/0");
    assertThat(behind.path("name").stringValue()).isEqualTo("second");
    assertThat(behind.path("version").stringValue()).isEqualTo("1.2.3");
    assertThat(behind.path("state").stringValue()).isEqualTo("serving");
    assertThat(behind.path("environments").intValue()).isEqualTo(1);
    assertThat(behind.path("behind").intValue()).isEqualTo(1);
    assertThat(behind.at("/serves/0/release").intValue()).isEqualTo(1);
    assertThat(behind.at("/serves/0/environment").stringValue()).isEqualTo("demo");
    assertThat(behind.at("/serves/0/live").intValue()).isEqualTo(2);
    assertThat(behind.at("/serves/0/standby").booleanValue(true)).isFalse();
    assertThat(release(first, 2).path("servedByAll").booleanValue(true)).isFalse();

    first.live(TestWorkflow.claim(3).build());
    await(() -> gateways(first).at("/items/0/behind").intValue() == 0);
  }

  @Test
  void gateway_thatEndsInOrder_isNotListedAnyMore() {
    await(() -> gateways(first).path("items").size() == 2);

    second.close();
    assertThat(gateways(first).path("items")).hasSize(1);
    assertThat(gateways(first).at("/items/0/name").stringValue()).isEqualTo("first");

    second = gateway("second", Clock.systemUTC());
  }

  @Test
  void gateway_thatHasNotBeenSeenForLong_isGone_andNotWaitedFor() {
    first.live(TestWorkflow.claim(1).build());
    await(() -> release(first, 1).path("servedByAll").booleanValue());
    second.close();

    // It writes what one left that was killed then.
    second = gateway("second", new TestClock());
    await(() -> gateways(first).path("items").size() == 2);

    assertThat(gateways(first).at("/items/0/state").stringValue()).isEqualTo("gone");
    assertThat(release(first, 1).path("servedBy")).hasSize(1);
    assertThat(release(first, 1).path("servedByAll").booleanValue()).isTrue();
  }

  @Test
  void gateways_arePaged_forThoseWhoReadEverything() {
    await(() -> gateways(first).path("items").size() == 2);

    JsonNode page = json(first.get("/v1/gateways?limit=1"));
    assertThat(page.at("/items/0/name").stringValue()).isEqualTo("second");
    String after = "/v1/gateways?limit=1&after=" + page.path("next").stringValue();
    assertThat(json(first.get(after)).at("/items/0/name").stringValue()).isEqualTo("first");

    String scoped = first.key(Role.READ, Optional.of(DEMO));
    assertThat(
            first
                .send(
                    first
                        .request("/v1/gateways")
                        .setHeader("Authorization", "Bearer " + scoped)
                        .GET())
                .statusCode())
        .isEqualTo(403);
  }

  private static JsonNode release(TestGateway gateway, int number) {
    return json(gateway.get("/v1/environments/demo/releases/" + number));
  }

  private static JsonNode gateways(TestGateway gateway) {
    return json(gateway.get("/v1/gateways"));
  }
}

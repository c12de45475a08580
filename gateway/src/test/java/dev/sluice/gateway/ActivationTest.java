package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.M2M;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ActivationTest {
  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void sync_readAsReleased_isServedAlready() {
    for (int i = 1; i <= 20; i++) {
      gateway.live(TestWorkflow.claim(i).build());
      assertThat(claim(gateway.run(TOKENS))).isEqualTo(i);
    }
  }

  @Test
  void rollback_answered_isServedAlready() {
    for (int i = 1; i <= 5; i++) {
      gateway.live(TestWorkflow.claim(i).build());
    }

    HttpResponse<String> answer = gateway.post("/v1/environments/demo/releases/2/rollback", "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("number").intValue()).isEqualTo(6);
    assertThat(claim(gateway.run(TOKENS))).isEqualTo(2);
  }

  @Test
  void variable_written_isServedAlready() {
    gateway.live(TestWorkflow.claim("kinde.env.get('N')?.value ?? 'none'").build());

    gateway.put("/v1/environments/demo/variables/N", "{\"value\":\"one\"}");
    assertThat(gateway.run(TOKENS).body()).contains("\"v\":\"one\"");

    gateway.delete("/v1/environments/demo/variables/N");
    assertThat(gateway.run(TOKENS).body()).contains("\"v\":\"none\"");
  }

  @Test
  void change_byAnotherProcess_isServedSoon() {
    gateway.live(TestWorkflow.claim("kinde.env.get('N')?.value ?? 'none'").build());

    try (Registry other = TestGateway.open(data)) {
      Variable variable = new Variable(new VariableName("N"), new Secret("theirs"), false);
      other.variables().put(DEMO, variable, new KeyId("key_other"));
    }

    String answer = gateway.run(TOKENS).body();
    while (!answer.contains("theirs")) {
      answer = gateway.run(TOKENS).body();
    }
  }

  @Test
  void release_thatDoesNotLoad_leavesTheLiveOneAnswering() {
    gateway.live(TestWorkflow.claim(1).build());

    Sync sync = gateway.deploy(DEMO, TestWorkflow.claim(2).broken());
    HttpResponse<String> read = gateway.get("/v1/environments/demo/syncs/" + sync.id());

    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    assertThat(json(read).path("served").booleanValue(true)).isFalse();
    assertThat(json(read).path("log").isArray()).isTrue();
    assertThat(claim(gateway.run(TOKENS))).isEqualTo(1);
    assertThat(json(gateway.run(TOKENS)).at("/workflow/release").intValue()).isEqualTo(1);
    assertThat(gateway.get("/metrics").body())
        .contains("sluice_swaps_failed_total{environment=\"demo\"} 1.0")
        .contains("sluice_release{environment=\"demo\"} 1.0");

    JsonNode listed = json(gateway.get("/v1/environments/demo/syncs"));
    assertThat(listed.at("/items/0/status").stringValue()).isEqualTo("released");
    assertThat(listed.at("/items/0/served").booleanValue(true)).isFalse();
    assertThat(listed.at("/items/1").has("served")).isFalse();
    assertThat(gateway.put("/v1/environments/demo/variables/N", "{\"value\":\"x\"}").statusCode())
        .isEqualTo(200);
    assertThat(claim(gateway.run(TOKENS))).isEqualTo(1);
    assertThat(gateway.live(TestWorkflow.claim(3).build())).isEqualTo(3);
    assertThat(claim(gateway.run(TOKENS))).isEqualTo(3);
    assertThat(gateway.get("/v1/environments/demo/syncs/" + sync.id()).body())
        .doesNotContain("served\"");
  }

  @Test
  void releases_underLoad_goLiveWholeAndInOrder() {
    gateway.live(both(0));
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<CompletableFuture<Void>> callers =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.runAsync(() -> callBoth(stop), threads))
              .toList();
      for (int i = 1; i <= 20; i++) {
        gateway.live(both(i));
      }
      stop.set(true);
      callers.forEach(CompletableFuture::join);
    }
  }

  private static Build[] both(int version) {
    TestWorkflow tokens = TestWorkflow.claim(version);
    TestWorkflow m2m =
        new TestWorkflow("m2m", M2M, "kinde.m2mToken.setCustomClaim('v', " + version + ")");
    return new Build[] {tokens.build(), m2m.build()};
  }

  /** What a caller has seen of one trigger, it must never find behind that at the other. */
  private void callBoth(AtomicBoolean stop) {
    int seen = 0;
    for (boolean tokens = true; !stop.get(); tokens = !tokens) {
      HttpResponse<String> answer = gateway.run(tokens ? TOKENS : M2M);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode json = json(answer);
      int version =
          json.at("/effects/" + (tokens ? "access" : "m2m") + "Token/claims/v").intValue();
      assertThat(json.at("/workflow/release").intValue()).isEqualTo(version + 1);
      assertThat(version).isGreaterThanOrEqualTo(seen);
      seen = version;
    }
  }

  private static int claim(HttpResponse<String> answer) {
    return json(answer).at("/effects/accessToken/claims/v").intValue();
  }
}

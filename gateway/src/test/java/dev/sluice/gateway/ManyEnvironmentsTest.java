package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Build;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that starts with so many environments that it compiles none of them. */
class ManyEnvironmentsTest {
  @TempDir Path data;

  /** One that was started anew after that was brought live. */
  private TestGateway restarted(Build live) {
    try (TestGateway before = new TestGateway(data)) {
      for (int i = 0; i < 20; i++) {
        before.environment("other-" + i);
      }
      before.environment("demo");
      before.deploy(TestGateway.DEMO, live);
    }
    Registry registry = TestGateway.open(data);
    return new TestGateway(registry, GatewaySettings.DEFAULT);
  }

  @Test
  void firstRun_compilesWhatIsLive() {
    try (TestGateway gateway = restarted(TestWorkflow.claim(7).build())) {
      assertThat(compiled(gateway)).contains("sluice_programs_compiled_total 0.0");

      assertThat(gateway.run(TOKENS).body()).contains("\"v\":7");
      assertThat(gateway.run(TOKENS).body()).contains("\"v\":7");

      assertThat(compiled(gateway)).contains("sluice_programs_compiled_total 1.0");
    }
  }

  @Test
  void firstRun_ofWhatCantBeLoaded_isToldSo() {
    try (TestGateway gateway = restarted(TestWorkflow.claim(7).broken())) {
      HttpResponse<String> run = gateway.run(TOKENS);

      assertThat(run.statusCode()).isEqualTo(503);
      assertThat(json(run).path("code").stringValue()).isEqualTo("not_yet_known");
      assertThat(json(run).path("detail").stringValue()).contains("addClaim", "can't be loaded");
      assertThat(run.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private static String compiled(TestGateway gateway) {
    return gateway.get("/metrics").body();
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.health.Figures;
import dev.sluice.gateway.health.Trouble;
import dev.sluice.gateway.health.Watching;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.key.Role;
import dev.sluice.runtime.trace.Tracing;
import io.javalin.Javalin;
import io.micrometer.core.instrument.Gauge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a process says what is wrong with it, and to whom. */
@Timeout(60)
class HealthTest {
  @TempDir Path data;

  @Test
  void readiness_whileNothingCanBeLoaded_namesNoEnvironmentToAnybody() {
    brokenRelease();
    try (TestGateway gateway = new TestGateway(data)) {
      String anybody = detail(without(gateway, "/readyz"));
      assertThat(anybody).contains("can't be loaded").doesNotContain("demo", "addClaim", "dep_");

      String key = gateway.key(Role.READ, Optional.empty());
      assertThat(detail(as(gateway, key, "/readyz")))
          .contains("demo", "addClaim", "nothing of it is served", "tried again");
      String bound = gateway.key(Role.READ, Optional.of(DEMO));
      assertThat(detail(as(gateway, bound, "/readyz"))).isEqualTo(anybody);
      assertThat(as(gateway, "nonsense", "/readyz").statusCode()).isEqualTo(401);
      assertThat(gateway.get("/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void readiness_whileOneReleaseCanNotBeLoaded_staysGood_andTellsOfItToWhoMayRead() {
    try (TestGateway gateway = new TestGateway(data)) {
      gateway.environment("demo");
      gateway.live(TestWorkflow.claim(1).build());
      gateway.deploy(DEMO, TestWorkflow.claim(2).broken());

      HttpResponse<String> ready = gateway.get("/readyz");
      while (!ready.body().contains("notes")) {
        ready = gateway.get("/readyz");
      }

      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("Environment demo", "release 1 is served", "release 2");
      assertThat(without(gateway, "/readyz").body()).doesNotContain("demo");
    }
  }

  @Test
  void processWithoutAGateway_tellsWhatIsWrong_andItsFigures() throws Exception {
    AtomicReference<Optional<Trouble>> trouble = new AtomicReference<>(Optional.empty());
    try (Registry registry = TestGateway.open(data);
        Figures figures = new Figures(TestGateway.RUNTIME);
        Vitals vitals =
            Vitals.start(
                registry,
                Optional.of(new Secret(TestGateway.ADMIN)),
                new Watching(
                    figures, Tracing.OFF, List.of(trouble::get), () -> List.of("It is slow")),
                Clock.systemUTC());
        HttpClient client = HttpClient.newHttpClient()) {
      ServerSettings listening = ServerSettings.of("127.0.0.1", 0, 8);
      Javalin server = HttpServer.create(listening, List.of(vitals::register)).start();
      try {
        URI at = URI.create("http://127.0.0.1:" + server.port());
        assertThat(get(client, at.resolve("/livez"), "").statusCode()).isEqualTo(200);
        assertThat(get(client, at.resolve("/readyz"), "").body()).doesNotContain("slow");
        assertThat(get(client, at.resolve("/readyz"), TestGateway.ADMIN).body()).contains("slow");
        assertThat(get(client, at.resolve("/metrics"), "").statusCode()).isEqualTo(401);
        assertThat(get(client, at.resolve("/metrics"), TestGateway.ADMIN).body())
            .contains("sluice_sync_queue_age_seconds", "jvm_memory_used_bytes");

        trouble.set(Optional.of(Trouble.passing("the disk is full", List.of("of demo"))));
        assertThat(get(client, at.resolve("/livez"), "").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get(client, at.resolve("/readyz"), "");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(detail(ready)).isEqualTo("the disk is full");

        trouble.set(Optional.of(Trouble.lasting("a thread has ended")));
        HttpResponse<String> alive = get(client, at.resolve("/livez"), "");
        assertThat(alive.statusCode()).isEqualTo(503);
        assertThat(json(alive).path("code").stringValue()).isEqualTo("not_alive");
        assertThat(detail(alive)).isEqualTo("a thread has ended");
        assertThat(get(client, at.resolve("/healthz"), "").statusCode()).isEqualTo(200);
      } finally {
        server.stop();
      }
    }
  }

  @Test
  void processWithoutAGateway_whoseRegistryIsAway_tellsForHowLong() throws Exception {
    FarRegistry far = new FarRegistry(TestGateway.open(data));
    try (Registry registry = far.goAway().registry();
        Figures figures = new Figures(TestGateway.RUNTIME);
        Vitals vitals =
            Vitals.start(
                registry,
                Optional.of(new Secret(TestGateway.ADMIN)),
                new Watching(figures, Tracing.OFF, List.of(), List::of),
                Clock.systemUTC());
        HttpClient client = HttpClient.newHttpClient()) {
      Gauge away = figures.meters().get("sluice.registry.away.seconds").gauge();
      while (away.value() == 0) {
        Thread.onSpinWait();
      }
      ServerSettings listening = ServerSettings.of("127.0.0.1", 0, 8);
      Javalin server = HttpServer.create(listening, List.of(vitals::register)).start();
      try {
        URI ready = URI.create("http://127.0.0.1:" + server.port() + "/readyz");
        assertThat(get(client, ready, TestGateway.ADMIN).body())
            .contains("The registry can't be read since", "the test took it away");
      } finally {
        server.stop();
      }
    }
  }

  private void brokenRelease() {
    try (TestGateway gateway = new TestGateway(data)) {
      gateway.environment("demo");
      gateway.deploy(DEMO, TestWorkflow.claim(1).broken());
    }
  }

  private static HttpResponse<String> without(TestGateway gateway, String path) {
    URI uri = URI.create("http://127.0.0.1:" + gateway.port() + path);
    return gateway.send(HttpRequest.newBuilder(uri));
  }

  private static HttpResponse<String> as(TestGateway gateway, String key, String path) {
    return gateway.send(gateway.request(path).GET().setHeader("Authorization", "Bearer " + key));
  }

  private static HttpResponse<String> get(HttpClient client, URI uri, String key) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String detail(HttpResponse<String> answer) {
    return json(answer).path("detail").stringValue();
  }
}

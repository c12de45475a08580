package dev.sluice.runtime;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.TestRuns.effects;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs every script under {@code attacks}, and after each proves that nothing else was harmed. */
class AttackTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String ATTACKED = "attacked";

  /** How late a run may end that had to be stopped, on a machine that has other work too. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  @BeforeEach
  void answer() {
    API.stubFor(any(anyUrl()).willReturn(okJson("{\"a\":1}").withFixedDelay(20)));
  }

  @TestFactory
  Stream<DynamicTest> attacks() throws Exception {
    String untouched = fingerprint();
    return corpus().stream()
        .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> survive(attack, untouched)));
  }

  private static void survive(Attack attack, String untouched) throws Exception {
    boolean realmLives = endsAsItSays(attack);
    assertThat(RUNS.runtime.abandonedThreads()).isZero();
    assertWorks(ATTACKED);
    assertWorks("neighbour");
    if (realmLives) {
      assertThat(fingerprint()).as("reachable after %s", attack.name()).isEqualTo(untouched);
    }
    for (String expression : attack.values("probe")) {
      assertThat(probe(expression)).as(expression).contains("INFO found nothing");
    }
  }

  /**
   * Runs it twice, unless it has to be stopped, so that it has a chance to find its own traces.
   *
   * @return whether it leaves its realm to the next run
   */
  private static boolean endsAsItSays(Attack attack) throws Exception {
    TestRuns.Workflow workflow = workflow(attack);
    Program program = workflow.compile();
    String ending = "";
    for (int i = 0; i < 2 && !ending.endsWith("_exceeded"); i++) {
      Outcome outcome = RUNS.runtime.run(program, workflow.request());
      ending = ending(outcome);
      assertThat(ending).as("%s %s", attack.name(), log(outcome)).isIn(attack.ends());
      for (String text : attack.values("log")) {
        assertThat(log(outcome)).as(attack.name()).contains(text);
      }
      Duration wall = attack.limits().time().wallClock();
      assertThat(outcome.trace().duration()).as(attack.name()).isLessThan(wall.plus(SLACK));
    }
    return !ending.endsWith("_exceeded");
  }

  private static String ending(Outcome outcome) {
    return outcome
        .error()
        .map(Outcome.RunError::code)
        .orElse(outcome.status() == Outcome.Status.DENIED ? "denied" : "completed");
  }

  private static TestRuns.Workflow workflow(Attack attack) {
    String server = "localhost:" + API.getPort();
    TestRuns.Workflow workflow =
        RUNS.module("const api = 'http://" + server + "';" + attack.module())
            .environment(ATTACKED)
            .limits(attack.limits())
            .egress(new EgressPolicy.Only(List.of(server)));
    attack.bindings().forEach(workflow::binding);
    attack.values("trigger").forEach(id -> workflow.trigger(Trigger.find(id).orElseThrow()));
    attack.values("event").forEach(workflow::event);
    attack.values("tokens").forEach(workflow::tokens);
    return workflow;
  }

  private static void assertWorks(String environment) throws Exception {
    Outcome outcome =
        RUNS.workflow(
                """
                const { plan } = event.context;
                await null;
                try {
                  null.x;
                } catch (error) {
                  if (!(error instanceof TypeError)) throw error;
                }
                kinde.accessToken.setCustomClaim("plan", [plan, ...[1, 2].map((x) => x * 2)]);
                kinde.idToken.setCustomClaim("at", new URL("https://a.b/c?d=e").host);
                """)
            .environment(environment)
            .binding("kinde.accessToken")
            .binding("kinde.idToken")
            .binding("url")
            .event("{\"request\":{},\"context\":{\"plan\":\"gold\"}}")
            .run();
    assertThat(outcome.status()).as(log(outcome)).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(effects(outcome))
        .isEqualTo(
            TestRuns.JSON.readTree(
                """
                {"accessToken":{"claims":{"plan":["gold",2,4]}},"idToken":{"claims":{"at":"a.b"}}}
                """));
  }

  private static String probe(String expression) throws Exception {
    return log(
        RUNS.workflow("console.log('found', (" + expression + ") || 'nothing');")
            .environment(ATTACKED)
            .binding("url")
            .run());
  }

  /** All that can be reached in the attacked environment's realm, by name and kind. */
  private static String fingerprint() throws Exception {
    Outcome outcome =
        RUNS.workflow(Files.readString(resources().resolve("fingerprint.js")))
            .environment(ATTACKED)
            .binding("url")
            .lasting(Duration.ofSeconds(20))
            .run();
    assertThat(outcome.status()).as(log(outcome)).isEqualTo(Outcome.Status.COMPLETED);
    return log(outcome);
  }

  private static List<Attack> corpus() throws Exception {
    Path root = resources();
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    }
    List<Attack> attacks = new ArrayList<>();
    for (Path file : files) {
      if (!root.equals(file.getParent())) {
        attacks.add(Attack.read(root, file));
      }
    }
    return attacks;
  }

  private static Path resources() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(AttackTest.class.getResource("/attacks")).toURI());
  }
}

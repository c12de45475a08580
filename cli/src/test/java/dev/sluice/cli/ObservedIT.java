package dev.sluice.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.fixtures.SignedPush;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What operators see of a real server, from a push to a run that asks an API: its log, its figures,
 * its traces. The tests are of one story, and go on from each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObservedIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String SECRET = "a secret for the API";
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) ");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_0-9]+)(?:\\{(.*)})? \\S+$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z_0-9`, ]+) \\|([^|]*)\\|");
  private static final Pattern ALERTED = Pattern.compile("\\b(sluice_[a-z_]+)");
  private static final Pattern NAME = Pattern.compile("`([a-z_0-9]+)`");
  private static final String WORKFLOW =
      """
      import {
        fetch,
        getEnvironmentVariable,
        onUserTokenGeneratedEvent,
        WorkflowSettings,
        WorkflowTrigger,
      } from "@kinde/infrastructure";

      export const workflowSettings: WorkflowSettings = {
        id: "ask",
        name: "Asks an API",
        trigger: WorkflowTrigger.UserTokenGeneration,
        failurePolicy: { action: "stop" },
        bindings: { "kinde.env": {}, "kinde.fetch": {}, url: {} },
      };

      export default async function ask(event: onUserTokenGeneratedEvent) {
        const api = getEnvironmentVariable("API")?.value;
        const token = getEnvironmentVariable("TOKEN")?.value;
        await fetch(`${api}/users?token=${token}&user=${event.context.user.id}`, { method: "GET" });
      }
      """;

  private final WireMockServer api =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  private TraceCollector collector;
  private Server server;
  private Team team;
  private String commit;
  private JsonNode run;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    api.start();
    api.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    collector = new TraceCollector();
    server =
        Server.start(
            folder.resolve("data"),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                "OTEL_BSP_SCHEDULE_DELAY", "100",
                "SLUICE_LOG_FORMAT", "json"),
            "--log-level",
            "debug");
    team = Team.connect(server, "production", folder);
    team.configure(team.repository().url(), "127.0.0.1:" + api.port());
    variable("API", "http://127.0.0.1:" + api.port(), false);
    variable("TOKEN", SECRET, true);
    team.repository()
        .write("kinde.json", SampleWorkflows.KINDE_JSON)
        .write(SampleWorkflows.FILE, WORKFLOW);
    commit = team.release("Ask an API");
    run =
        server
            .admin()
            .send(
                server
                    .admin()
                    .request(team.runs(USER_TOKENS))
                    .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                    .header("tracestate", "rojo=1")
                    .POST(BodyPublishers.ofString(Team.EVENT)))
            .expect(200)
            .json();
  }

  private void variable(String name, String value, boolean secret) {
    String body = "{\"value\": \"%s\", \"secret\": %s}".formatted(value, secret);
    server.admin().put(team.path("/variables/" + name), body).expect(200);
  }

  @AfterAll
  void close() {
    team.close();
    server.close();
    collector.close();
    api.stop();
  }

  @Test
  @Order(1)
  void run_isASpanOfItsCallersTrace_andItsFetchAnother_thatIsPassedOn() {
    assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");

    TraceCollector.Sent call = collector.only(it -> it.kind() == 2);
    assertThat(call.trace()).isEqualTo(TRACE);
    assertThat(call.parent()).isEqualTo(CALLER);
    assertThat(call.state()).isEqualTo("rojo=1");
    assertThat(call.failed()).isFalse();
    assertThat(call.attributes())
        .containsEntry("http.response.status_code", "200")
        .containsEntry("http.route", "/v1/environments/{environment}/triggers/{trigger}/runs")
        .containsEntry("sluice.run.id", run.path("runId").asString())
        .containsEntry("sluice.environment", "production")
        .containsEntry("sluice.workflow.id", "ask")
        .containsEntry("sluice.deployment.id", run.at("/workflow/deploymentId").asString())
        .containsEntry("sluice.commit", commit)
        .containsEntry("sluice.release", "1")
        .containsEntry("sluice.run.status", "completed");

    TraceCollector.Sent fetch = collector.only(it -> it.kind() == 3);
    assertThat(fetch.trace()).isEqualTo(TRACE);
    assertThat(fetch.parent()).isEqualTo(call.id());
    assertThat(fetch.name()).isEqualTo("GET");
    assertThat(fetch.attributes())
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("server.port", "" + api.port())
        .containsEntry("http.response.status_code", "200");
    api.verify(
        getRequestedFor(anyUrl())
            .withHeader("traceparent", equalTo("00-" + TRACE + "-" + fetch.id() + "-01"))
            .withHeader("tracestate", equalTo("rojo=1")));
  }

  @Test
  @Order(2)
  void sync_isATraceOfItsOwn_withItsSteps() {
    TraceCollector.Sent sync = collector.only(it -> it.name().equals("sync"));

    assertThat(sync.parent()).isEmpty();
    assertThat(sync.attributes())
        .containsEntry("sluice.environment", "production")
        .containsEntry("sluice.commit", commit)
        .containsEntry("sluice.release", "1")
        .containsEntry("sluice.sync.outcome", "released");
    assertThat(collector.all())
        .filteredOn(it -> it.parent().equals(sync.id()))
        .extracting(TraceCollector.Sent::name)
        .contains(
            "sync fetch",
            "sync verify",
            "sync discover",
            "sync bundle",
            "sync check",
            "sync deploy");
  }

  @Test
  @Order(3)
  void run_remembered_namesItsTrace() {
    String path = team.path("/runs/" + run.path("runId").asString());
    JsonNode found =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> server.admin().get(path), it -> it.status() == 200)
            .json();

    assertThat(found.path("traceId").asString()).isEqualTo(TRACE);
  }

  @Test
  @Order(4)
  void metrics_areThoseOfTheirPage_andTheOtherWayRound() throws IOException {
    everythingElse();
    String page = Files.readString(PAGE);
    String figures = server.admin().get("/metrics").expect(200).body();
    Set<String> served = matches(FAMILY, figures);
    Map<String, Set<String>> told = new TreeMap<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      Set<String> labels = matches(NAME, row.group(2));
      matches(NAME, row.group(1)).forEach(name -> told.put(name, labels));
    }

    assertThat(served).as("what the page tells").isSubsetOf(told.keySet());
    assertThat(told.keySet())
        .filteredOn(name -> name.startsWith("sluice_"))
        .as("what is served")
        .isSubsetOf(served);
    assertThat(matches(ALERTED, page.substring(page.indexOf("## What to alert on"))))
        .as("what alerts ask for")
        .isNotEmpty()
        .isSubsetOf(told.keySet());
    labels(figures)
        .forEach((name, labels) -> assertThat(labels).as(name).isEqualTo(told.get(name)));
    assertThat(figures)
        .doesNotContainPattern("(?m)^# HELP \\S+ *$")
        .contains(
            "sluice_runs_total{deployment=\"%s\",environment=\"production\",status=\"completed\",trigger=\"user:tokens_generation\",workflow=\"ask\"} 1.0"
                .formatted(run.at("/workflow/deploymentId").asString()))
        .contains("sluice_syncs_total{environment=\"production\",outcome=\"released\"} 1.0")
        .contains("sluice_hooks_total{status=\"401\"} 1.0");
  }

  /** Has counted what nothing before has. */
  private void everythingElse() {
    team.deliver(SignedPush.ofBranch("main", commit, "another secret than the hook's")).expect(401);
    server.admin().post(team.runs("user:pre_registration"), Team.EVENT).expect(200);
    JsonNode settings = server.admin().get(team.path("")).expect(200).json();
    assertThat(settings.has("safetyNet")).isFalse();
    String net = "{\"errorPercent\":20,\"windowSeconds\":60,\"leastRuns\":10}";
    String body = settings.toString();
    server
        .admin()
        .put(team.path(""), "{\"safetyNet\":" + net + "," + body.substring(1))
        .expect(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.admin().get("/metrics").body().contains("sluice_safety_net"));
  }

  /** The labels of every family of ours, by its name. */
  private static Map<String, Set<String>> labels(String figures) {
    Map<String, Set<String>> labels = new TreeMap<>();
    Matcher sample = SAMPLE.matcher(figures);
    while (sample.find()) {
      String name = sample.group(1).replaceFirst("_(bucket|sum|count)$", "");
      if (name.startsWith("sluice_")) {
        labels
            .computeIfAbsent(name, it -> new HashSet<>())
            .addAll(matches(Pattern.compile("([a-z_]+)=\""), String.valueOf(sample.group(2))));
      }
    }
    labels.values().forEach(it -> it.remove("le"));
    return labels;
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(it -> found.add(it.group(1)));
    return found;
  }

  @Test
  @Order(5)
  void collector_thatTakesNothing_costsNoRun_andOneLineOfTheLog() {
    collector.answer(400);

    for (int i = 0; i < 20; i++) {
      assertThat(team.run(USER_TOKENS).path("status").asString()).isEqualTo("completed");
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> dropped() > 0);
    }

    collector.answer(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          team.run(USER_TOKENS);
          return messages().contains("Traces are sent again");
        });
    assertThat(messages()).filteredOn(it -> it.startsWith("Traces can't be sent")).hasSize(1);
  }

  private double dropped() {
    Matcher count =
        Pattern.compile("(?m)^sluice_spans_dropped_total (\\S+)$")
            .matcher(server.admin().get("/metrics").body());
    return count.find() ? Double.parseDouble(count.group(1)) : 0;
  }

  @Test
  @Order(6)
  void log_isOneObjectALine_thatSaysWhatItIsAbout() {
    server.stop();

    List<JsonNode> lines = lines();
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line.propertyNames()).contains("timestamp", "level", "logger", "message"));
    JsonNode sync =
        lines.stream()
            .filter(it -> it.path("message").asString().contains("released as 1"))
            .findFirst()
            .orElseThrow();
    TraceCollector.Sent span = collector.only(it -> it.name().equals("sync"));
    assertThat(sync.path("environment").asString()).isEqualTo("production");
    assertThat(sync.path("syncId").asString()).startsWith("syn_");
    assertThat(sync.path("commit").asString()).isEqualTo(commit);
    assertThat(sync.path("release").asString()).isEqualTo("1");
    assertThat(sync.path("traceId").asString()).isEqualTo(span.trace());
    assertThat(sync.path("spanId").asString()).isEqualTo(span.id());
    assertThat(lines)
        .filteredOn(it -> it.path("message").asString().startsWith("Push "))
        .allSatisfy(it -> assertThat(it.path("syncId").asString()).startsWith("syn_"))
        .isNotEmpty();
  }

  private List<JsonNode> lines() {
    return Arrays.stream(server.process().output().split("\n", -1))
        // The test's own words about a process that was killed.
        .filter(line -> !line.startsWith("(the rest can't be read"))
        .map(JSON::readTree)
        .toList();
  }

  private List<String> messages() {
    return lines().stream().map(it -> it.path("message").asString()).toList();
  }

  @Test
  @Order(7)
  void nothingSecret_isInTracesOrTheLog() {
    for (String told : List.of(collector.everything(), server.process().output())) {
      assertThat(told)
          .contains(commit)
          .doesNotContain(SECRET, SECRET.replace(" ", "%20"), SECRET.replace(" ", "+"))
          .doesNotContain("kp_1", "token=", Server.ADMIN_KEY, Team.SECRET);
    }
  }
}

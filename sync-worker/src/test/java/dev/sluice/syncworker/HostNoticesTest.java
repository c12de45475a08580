package dev.sluice.syncworker;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.sluice.fixtures.HttpRemote;
import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.fixtures.Troubled;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a Git host is told of real syncs, whatever it answers. */
class HostNoticesTest {
  private static final WireMockServer API = new WireMockServer(wireMockConfig().dynamicPort());

  private Workbench bench;
  private HttpRemote host;

  @BeforeAll
  static void serve() {
    API.start();
  }

  @AfterAll
  static void stop() {
    API.stop();
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    API.resetAll();
    answers(aResponse().withStatus(201).withBody("[]"));
    bench = new Workbench(folder);
    host = new HttpRemote(bench.repository().folder());
    host.letGo();
    connect();
  }

  private void connect() {
    EnvironmentSettings now =
        bench.registry().environments().find(PRODUCTION).orElseThrow().settings();
    RepositoryAddress address =
        new RepositoryAddress(
            host.url().replace("/auth.git", "/team/auth.git"),
            "main",
            RepositoryAccess.USUAL,
            new StatusApi(
                true,
                Optional.of(GitHostKind.GITHUB),
                Optional.of(URI.create(API.baseUrl() + "/api/v3"))));
    bench
        .registry()
        .environments()
        .put(
            PRODUCTION,
            new EnvironmentSettings(
                address, now.goLiveOnSync(), now.runs(), now.oversight(), now.trust()),
            Map.of(EnvironmentSecret.STATUS_TOKEN, Optional.of(new Secret("status-token"))));
  }

  @AfterEach
  void close() {
    bench.close();
    host.close();
  }

  @Test
  void push_thatGoesLive_isToldWithItsRelease() throws IOException {
    String commit = push(SampleWorkflows.ADD_CLAIM);

    Sync sync = bench.sync();
    tellAll();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(told()).containsExactly("success: Live in production as release 1");
    assertThat(API.getAllServeEvents().getFirst().getRequest().getUrl())
        .isEqualTo("/api/v3/repos/team/auth/statuses/" + commit);
  }

  @Test
  void tellerThatIsHeldUp_doesntWriteOverWhatAnotherToldMeanwhile() throws IOException {
    push(SampleWorkflows.ADD_CLAIM);
    bench.sync();
    AtomicBoolean heldUp = new AtomicBoolean();
    Registry seen =
        new Troubled(
                method -> {
                  if (method.getName().equals("find") && heldUp.compareAndSet(false, true)) {
                    bench.clock().pass(Duration.ofMinutes(2));
                    tellAll();
                  }
                },
                Troubled.NEVER)
            .seen(Registry.class, bench.registry());

    try (SyncWorker late = bench.worker(seen, Workbench.inspector())) {
      assertThat(late.stepNotice()).isTrue();
    }

    assertThat(heldUp).isTrue();
    assertThat(told()).containsExactly("success: Live in production as release 1");
    assertThat(bench.worker().stepNotice()).as("told already").isFalse();
  }

  @Test
  void push_withAProblem_isToldWithTheFirst() throws IOException {
    push("import x from './nowhere';\nexport default () => x;");

    bench.sync();
    tellAll();

    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("failure: ")
        .contains(SampleWorkflows.FILE + ":1: ");
  }

  @Test
  void host_thatIsAway_failsNoSync_andIsToldOnceItIsBack_alsoAfterAKill() throws IOException {
    answers(aResponse().withStatus(502));
    push(SampleWorkflows.ADD_CLAIM);

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    tellAll();
    assertThat(told()).hasSize(1);
    bench.restart();
    answers(aResponse().withStatus(201));
    tellAll();
    assertThat(told()).as("not before its time").hasSize(1);

    bench.clock().pass(Duration.ofSeconds(5));
    tellAll();

    assertThat(told()).hasSize(2);
    bench.clock().pass(Duration.ofMinutes(5));
    tellAll();
    assertThat(told()).as("once").hasSize(2);
  }

  @Test
  void host_thatAsksForPatience_isLeftAloneByAll() throws IOException {
    answers(aResponse().withStatus(429).withHeader("Retry-After", "60"));
    push(SampleWorkflows.ADD_CLAIM);
    bench.sync();
    tellAll();
    push(SampleWorkflows.STRIP_CLAIMS);
    bench.sync();

    tellAll();

    assertThat(told()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"429, 2", "503, 1"})
  void host_thatAsksOneEnvironmentForPatience_isToldOfOthers(int status, int tried)
      throws IOException {
    answers(aResponse().withStatus(status).withHeader("Retry-After", "60"));
    push(SampleWorkflows.ADD_CLAIM);
    bench.sync();
    tellAll();
    EnvironmentName staging = new EnvironmentName("staging");
    EnvironmentSettings same =
        bench.registry().environments().find(PRODUCTION).orElseThrow().settings();
    bench
        .registry()
        .environments()
        .put(
            staging,
            same,
            Map.of(EnvironmentSecret.STATUS_TOKEN, Optional.of(new Secret("another-token"))));
    bench.registry().syncs().request(staging, "asked for by a test");
    bench.worker().step();

    tellAll();

    assertThat(told()).as("with a token of its own, or none").hasSize(tried);
  }

  @Test
  void host_thatRefuses_isToldOfInTheSyncsLog() throws IOException {
    answers(aResponse().withStatus(403));
    push(SampleWorkflows.ADD_CLAIM);

    Sync sync = bench.sync();
    tellAll();

    assertThat(sync.status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync)).contains("The Git host wasn't told").contains("statusToken");
    assertThat(bench.log(sync)).doesNotContain("status-token");
  }

  @Test
  void pullRequest_getsAStatusAndAComment() throws IOException {
    push(SampleWorkflows.ADD_CLAIM);
    bench.sync();
    tellAll();
    API.resetRequests();
    String head =
        bench
            .repository()
            .write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM + "\n// a change")
            .push("feature", "propose");
    PullRequest request = new PullRequest(7, "refs/heads/feature", head, "feature", false);
    Sync check = bench.registry().syncs().check(new Push(PRODUCTION, "d-1", head), request);

    bench.worker().stepCheck();
    tellAll();

    assertThat(bench.reread(check).status()).as(bench.log(check)).isEqualTo(SyncStatus.CHECKED);
    assertThat(told()).contains("success: Checked: it can be brought into production");
    assertThat(bodies())
        .anySatisfy(it ->
            assertThat(it.path("body").stringValue(""))
                .contains("<!-- sluice:production -->")
                .contains("` addCustomClaim `"));
  }

  @Test
  void pullRequest_thatCantBeFetched_isToldSo() {
    String head = "d".repeat(40);
    PullRequest request = new PullRequest(7, "refs/heads/nowhere", head, "nowhere", false);
    Sync check = bench.registry().syncs().check(new Push(PRODUCTION, "d-1", head), request);

    for (int i = 0; i < 10 && bench.worker().stepCheck(); i++) {
      bench.clock().pass(Duration.ofMinutes(1));
      tellAll();
    }

    assertThat(bench.reread(check).status()).as(bench.log(check)).isEqualTo(SyncStatus.FAILED);
    assertThat(told())
        .containsExactly(
            "pending: Being built for production",
            "error: Sluice couldn't finish; its sync " + check.id() + " says why");
    assertThat(API.getAllServeEvents().getFirst().getRequest().getUrl())
        .isEqualTo("/api/v3/repos/team/auth/statuses/" + head);
  }

  private String push(String workflow) throws IOException {
    return bench.repository().write(SampleWorkflows.FILE, workflow).push("push");
  }

  private void tellAll() {
    for (int i = 0; i < 10 && bench.worker().stepNotice(); i++) {
      // Until there's nothing more to tell.
    }
  }

  /** The statuses so far, the oldest first. */
  private static List<String> told() {
    return bodies().stream()
        .filter(it -> it.has("state"))
        .map(it -> it.path("state").stringValue() + ": " + it.path("description").stringValue())
        .toList();
  }

  private static List<JsonNode> bodies() {
    return API.getAllServeEvents().reversed().stream()
        .map(it -> it.getRequest().getBodyAsString())
        .filter(it -> !it.isEmpty())
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    API.stubFor(any(anyUrl()).willReturn(answer));
  }
}

package dev.sluice.syncworker.report;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static dev.sluice.syncworker.report.ReportBench.COMMIT;
import static dev.sluice.syncworker.report.ReportBench.HOST;
import static dev.sluice.syncworker.report.ReportBench.TOKEN;
import static dev.sluice.syncworker.report.ReportBench.last;
import static dev.sluice.syncworker.report.ReportBench.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Git hosts are told, at stand-ins for their APIs. */
@Timeout(60)
class HostReportsTest {
  private ReportBench bench;

  @BeforeAll
  static void serve() {
    HOST.start();
  }

  @AfterAll
  static void stop() {
    HOST.stop();
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    HOST.resetAll();
    answers(aResponse().withStatus(201).withBody("{}"));
    bench = new ReportBench(folder);
    bench.connect(GitHostKind.GITHUB, "team/auth.git");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, team/auth.git, /api/v3/repos/team/auth/statuses/, Authorization, Bearer, context",
    "GITLAB, a/b/auth.git, /api/v4/projects/a%2Fb%2Fauth/statuses/, PRIVATE-TOKEN, '', name",
    "GITEA, git/team/auth, /git/api/v1/repos/team/auth/statuses/, Authorization, token, context"
  })
  void push_ofEachHost_isToldBesideItsCommit(
      GitHostKind kind, String repository, String path, String header, String scheme, String name)
      throws InterruptedException {
    bench.connect(kind, repository);
    Sync sync = bench.begun();

    assertThat(bench.tellNext()).isInstanceOf(Telling.Told.class);

    assertThat(last().getUrl()).isEqualTo(path + COMMIT);
    assertThat(last().getHeader(header)).isEqualTo((scheme + " " + TOKEN).strip());
    assertThat(body().path(name).stringValue()).isEqualTo("sluice/production");
    assertThat(body().path("state").stringValue()).isEqualTo("pending");
    assertThat(body().path("ref").stringValue(""))
        .isEqualTo(kind == GitHostKind.GITLAB ? "main" : "");

    bench.registry.syncs().end(sync.claim(), rejected("kinde.json is missing"));
    bench.tellNext();

    assertThat(body().path("state").stringValue())
        .isEqualTo(kind == GitHostKind.GITLAB ? "failed" : "failure");
    assertThat(body().path("description").stringValue())
        .isEqualTo("a/bWorkflow.ts:3: kinde.json is missing");
  }

  @Test
  void description_isOneShortLine_withoutPlacesOnTheServersDisk() throws InterruptedException {
    Sync sync = bench.begun();
    bench
        .registry
        .syncs()
        .end(
            sync.claim(),
            rejected("ENOENT:\n /opt/sluice/data/packages/x\u202Ey " + "x".repeat(500)));

    bench.tellNext();

    assertThat(body().path("description").stringValue())
        .startsWith("a/bWorkflow.ts:3: ENOENT: …/x y xxx")
        .hasSize(140)
        .endsWith("…");
  }

  @Test
  void failure_ofSluicesOwn_isntToldInItsWords() throws InterruptedException {
    Sync sync = bench.begun();
    bench.registry.syncs().end(sync.claim(), new SyncEnding.Failed("password=hunter2 at /srv/x"));

    bench.tellNext();

    assertThat(body().path("state").stringValue()).isEqualTo("error");
    assertThat(last().getBodyAsString()).contains(sync.id().value()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "429, Retry-After, 30, 30",
    "403, Retry-After, 0, 1",
    "503, Retry-After, 999999, 3600",
    "503, Retry-After, whenever,"
  })
  void host_thatAsksForPatience_getsIt(int status, String header, String value, Long seconds)
      throws InterruptedException {
    answers(aResponse().withStatus(status).withHeader(header, value));
    bench.begun();

    assertThat(bench.tellNext())
        .asInstanceOf(type(Telling.Later.class))
        .satisfies(it -> {
          assertThat(it.pause()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
          assertThat(it.cause()).contains(String.valueOf(status)).doesNotContain(TOKEN);
        });
  }

  @Test
  void rateLimit_ofGitHub_isWaitedFor() throws InterruptedException {
    long reset = Instant.now().plusSeconds(600).getEpochSecond();
    answers(
        aResponse()
            .withStatus(403)
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", String.valueOf(reset)));
    bench.begun();

    assertThat(bench.tellNext())
        .asInstanceOf(type(Telling.Later.class))
        .satisfies(it ->
            assertThat(it.pause().orElseThrow())
                .isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600)));
  }

  @ParameterizedTest
  @CsvSource({
    "403, statusToken",
    "404, 'statuses and comments of team/auth'",
    "422, statusToken",
    "302, answered",
    "400, answered"
  })
  void refusal_isntTriedAgain_andSaysWhatToDo(int status, String words)
      throws InterruptedException {
    answers(aResponse().withStatus(status).withHeader("Location", HOST.baseUrl() + "/elsewhere"));
    bench.begun();

    assertThat(bench.tellNext())
        .asInstanceOf(type(Telling.Refused.class))
        .satisfies(it -> assertThat(it.why()).contains(words).doesNotContain(TOKEN));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void host_thatIsAway_isToldLater() throws InterruptedException {
    bench.hurry(Duration.ofMillis(500));
    for (ResponseDefinitionBuilder trouble :
        List.of(
            aResponse().withFixedDelay(5_000),
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            aResponse().withBody("x").withChunkedDribbleDelay(10, 30_000))) {
      answers(trouble);
      bench.begun();
      assertThat(bench.tellNext()).isInstanceOf(Telling.Later.class);
      bench.registry.syncs().giveBack(ReportBench.WORKER.id());
    }
  }

  @Test
  void gitLab_thatHasTheStatusAlready_isContent() throws InterruptedException {
    bench.connect(GitHostKind.GITLAB, "team/auth.git");
    answers(
        aResponse()
            .withStatus(400)
            .withBody("{\"message\":\"Cannot transition status via :enqueue from :pending\"}"));
    bench.begun();

    assertThat(bench.tellNext()).isInstanceOf(Telling.Told.class);
  }

  @Test
  void gitLab_isToldWhichOwnBranchHasTheCommit() throws InterruptedException {
    bench.connect(GitHostKind.GITLAB, "team/auth.git");
    bench.checkBegun(false);
    bench.tellNext();
    assertThat(body().path("ref").stringValue()).isEqualTo("feature");

    bench.registry.syncs().giveBack(ReportBench.WORKER.id());
    bench.checkBegun(true);
    answers(
        aResponse()
            .withStatus(404)
            .withBody("{\"message\":\"404 References for commit Not Found\"}"));
    Telling told = bench.tellNext();

    assertThat(body().has("ref")).as("a fork's branch may be called as one of ours").isFalse();
    assertThat(told)
        .asInstanceOf(type(Telling.Refused.class))
        .satisfies(it -> assertThat(it.why()).contains("fork").doesNotContain("token"));
  }

  @Test
  void token_ofTheRepository_isForItsHostOnly_andTheStatusTokenForTheApi()
      throws InterruptedException {
    StatusApi elsewhere =
        new StatusApi(
            true,
            Optional.of(GitHostKind.GITEA),
            Optional.of(URI.create(HOST.baseUrl() + "/api/v1")));
    RepositoryAddress address =
        new RepositoryAddress(
            "https://git.example.com/team/auth.git", "main", RepositoryAccess.USUAL, elsewhere);
    bench.connect(address, EnvironmentSecret.REPOSITORY);
    bench.begun();
    assertThat(bench.tellNext())
        .asInstanceOf(type(Telling.Refused.class))
        .satisfies(it -> assertThat(it.why()).contains("statusToken"));
    assertThat(requests()).isEmpty();

    bench.connect(address, EnvironmentSecret.STATUS_TOKEN);
    bench.registry.syncs().giveBack(ReportBench.WORKER.id());
    bench.registry.syncs().request(ReportBench.PRODUCTION, "asked for by a test");
    bench.tellNext();

    assertThat(requests()).containsExactly("POST /api/v1/repos/team/auth/statuses/" + COMMIT);
  }

  @Test
  void environment_whoseHostIsntToBeTold_tellsNothing() throws InterruptedException {
    bench.begun();
    bench.connect("team/auth.git", StatusApi.OFF);

    assertThat(bench.tellNext()).isInstanceOf(Telling.Unwanted.class);
    assertThat(wanted()).isFalse();
    bench.connect(GitHostKind.GITHUB, "team/auth.git");
    assertThat(wanted()).isTrue();
    bench.connect("team/auth.git", StatusApi.USUAL);
    assertThat(wanted()).as("nobody knows what it is").isFalse();
    bench.connect(GitHostKind.GITHUB, "auth.git");
    assertThat(wanted()).as("no repository of GitHub's").isFalse();
  }

  private boolean wanted() {
    return bench
        .reports()
        .isWanted(bench.registry.environments().find(ReportBench.PRODUCTION).orElseThrow());
  }

  @Test
  void comment_tellsWorkflowsSizesAndPreviews() throws InterruptedException {
    check(false);

    tellComment();

    assertThat(body().path("body").stringValue())
        .contains("**Checked.** cccccccccc can be brought in.")
        .contains("| ` a ` | ` user:pre_mfa ` | **added** | 1.5 KB |")
        .containsPattern("- ` a `: `Sluice-Deployment: dep_[^`]+`");
  }

  @Test
  void comment_onAFork_offersNothingToRun() throws InterruptedException {
    check(true);

    tellComment();

    assertThat(body().path("body").stringValue())
        .contains("It comes from a fork: it was checked, and can't be run.")
        .doesNotContain("dep_");
  }

  @Test
  void comment_onProblems_showsOthersTextAsText() throws InterruptedException {
    Sync check = bench.checkBegun(true);
    String hostile = "`` @everyone <img src=x> [x](http://evil) | /close\n/merge";
    bench.registry.syncs().end(check.claim(), rejected(hostile));

    tellComment();

    assertThat(body().path("body").stringValue())
        .contains("**Rejected.** cccccccccc can't be brought in: 1 problem.")
        .contains(
            "- ` a/bWorkflow.ts:3:5 `: ``` `` @everyone <img src=x> [x](http://evil) | /close"
                + " /merge ```\n");
  }

  /** cmark, "MAXBACKTICKS": GitHub sees no code between more of them than 80. */
  @Test
  void comment_onTextWithManyBackticks_isStillOfCode() throws InterruptedException {
    Sync check = bench.checkBegun(true);
    bench.registry.syncs().end(check.claim(), rejected("`".repeat(90) + " @everyone"));

    tellComment();

    assertThat(body().path("body").stringValue())
        .contains(": `````` ````` @everyone ``````\n")
        .doesNotContain("`".repeat(7));
  }

  @Test
  void comment_thatIsTooLong_endsWithAWholeLine() throws InterruptedException {
    Sync check = bench.checkBegun(false);
    List<Build> builds =
        IntStream.range(0, 100)
            .mapToObj(i -> "`````@everyone ".repeat(13) + i)
            .map(id -> ReportBench.build(id, "`````@everyone ".repeat(6) + "trigger", id))
            .toList();
    bench.registry.syncs().end(check.claim(), new SyncEnding.Checked(COMMIT, builds));

    tellComment();

    String text = body().path("body").stringValue();
    assertThat(text).hasSizeLessThan(60_000).endsWith("\n\n…");
    assertThat(text.lines().filter(it -> it.contains("@everyone")))
        .allMatch(it -> it.endsWith("|") || it.endsWith("`"));
  }

  @Test
  void statusAndComment_ofAPullRequest_haveTheirOwnName() throws InterruptedException {
    bench.checkBegun(false);

    bench.tellNext();

    assertThat(body().path("context").stringValue()).isEqualTo("sluice/production/pull-request");
  }

  @Test
  void pullRequest_thatIsClosedBeforeItIsChecked_isToldSo() throws InterruptedException {
    Sync check = bench.checkBegun(false);
    bench.registry.syncs().defer(check.claim(), Instant.now());
    bench.registry.syncs().close(ReportBench.PRODUCTION, 7);

    bench.tellNext();

    assertThat(body().path("state").stringValue()).isEqualTo("error");
    assertThat(body().path("description").stringValue())
        .isEqualTo("The pull request was closed before it was checked");
  }

  private void check(boolean fork) {
    bench.checked(fork);
  }

  private Telling tellComment() throws InterruptedException {
    return bench.tellComment();
  }

  private static SyncEnding rejected(String message) {
    Problem.Place place = new Problem.Place("a/bWorkflow.ts", 3, 5, "");
    return new SyncEnding.Rejected(
        COMMIT, List.of(new Problem("any", message, Optional.of(place))));
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    HOST.stubFor(any(anyUrl()).atPriority(100).willReturn(answer));
  }

  private static JsonNode body() {
    return JsonMapper.shared().readTree(last().getBodyAsString());
  }
}

package dev.sluice.syncworker.report;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.sluice.syncworker.report.ReportBench.HOST;
import static dev.sluice.syncworker.report.ReportBench.last;
import static dev.sluice.syncworker.report.ReportBench.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.notice.CommentId;
import dev.sluice.syncworker.reach.GitNetwork;
import dev.sluice.syncworker.reach.Outlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The one comment on a pull request, at stand-ins for hosts' APIs. */
@Timeout(60)
class OneCommentTest {
  private static final String MARKER = "<!-- sluice:production -->";
  private static final int WE = 9;
  private static final int SOMEONE = 1;

  /** What the hosts call the same. */
  enum Host {
    GITHUB("/api/v3", "repos/team/auth/issues/7/comments", "repos/team/auth/issues/comments/"),
    GITLAB(
        "/api/v4",
        "projects/team%2Fauth/merge_requests/7/notes",
        "projects/team%2Fauth/merge_requests/7/notes/"),
    GITEA("/api/v1", "repos/team/auth/issues/7/comments", "repos/team/auth/issues/comments/");

    final String user;
    final String list;
    final String one;

    Host(String api, String list, String one) {
      this.user = api + "/user";
      this.list = api + "/" + list;
      this.one = api + "/" + one;
    }

    String change(int id) {
      return (this == GITLAB ? "PUT " : "PATCH ") + one + id;
    }

    Map<String, Object> comment(int id, int author, String text) {
      String by = this == GITLAB ? "author" : "user";
      return Map.of("id", id, by, Map.of("id", author), "body", text);
    }
  }

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
    HOST.stubFor(any(anyUrl()).atPriority(100).willReturn(aResponse().withStatus(500)));
    bench = new ReportBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource
  void comment_isWrittenOnce_andThenChanged_byTheIdThatTheHostGaveIt(Host host)
      throws InterruptedException {
    connect(host);
    has(host, List.of(host.comment(41, SOMEONE, MARKER + "\nnot ours")));
    createsAs(host, 42);
    changes(host, 42, 200);

    tellOfACheck();
    String first = last().getMethod() + " " + last().getUrl();
    HOST.resetRequests();
    tellOfACheck();

    assertThat(first).isEqualTo("POST " + host.list);
    assertThat(requests()).containsExactly(host.change(42));
    assertThat(textSent()).startsWith(MARKER + "\n");
  }

  @ParameterizedTest
  @EnumSource
  void comment_thatSomeoneDeleted_isWrittenAnew_andThenKnown(Host host)
      throws InterruptedException {
    connect(host);
    has(host, List.of());
    createsAs(host, 42);
    tellOfACheck();
    changes(host, 42, 404);
    createsAs(host, 43);
    changes(host, 43, 200);

    tellOfACheck();
    String anew = last().getMethod() + " " + last().getUrl();
    HOST.resetRequests();
    tellOfACheck();

    assertThat(anew).isEqualTo("POST " + host.list);
    assertThat(requests()).containsExactly(host.change(43));
  }

  @ParameterizedTest
  @EnumSource
  void comment_whoseIdWasLost_isFoundAmongOurOwn_andNoOtherIsTouched(Host host)
      throws InterruptedException {
    connect(host);
    has(
        host,
        List.of(
            host.comment(40, SOMEONE, MARKER),
            host.comment(41, WE, "quoting " + MARKER),
            host.comment(42, WE, MARKER)));
    changes(host, 42, 200);

    tellOfACheck();

    assertThat(requests())
        .hasSize(3)
        .startsWith("GET " + host.user)
        .endsWith(host.change(42))
        .noneMatch(it -> it.startsWith("POST"));
  }

  @Test
  void comment_isOfOneRepository_whichMayHaveMoved() throws InterruptedException {
    connect(Host.GITHUB);
    has(Host.GITHUB, List.of());
    createsAs(Host.GITHUB, 42);
    tellOfACheck();
    connect(Host.GITEA);
    has(Host.GITEA, List.of());
    createsAs(Host.GITEA, 42);

    tellOfACheck();

    assertThat(last().getMethod() + " " + last().getUrl()).isEqualTo("POST " + Host.GITEA.list);
  }

  @Test
  void comment_ofAnAccountThatIsntTold_isWrittenBlindly_butNotTwice() throws InterruptedException {
    connect(Host.GITEA);
    HOST.stubFor(get(urlEqualTo(Host.GITEA.user)).willReturn(aResponse().withStatus(403)));
    HOST.stubFor(
        post(urlEqualTo(Host.GITEA.list))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    bench.checked(false);

    assertThat(bench.tellComment())
        .asInstanceOf(type(Telling.Refused.class))
        .satisfies(it -> assertThat(it.why()).contains("read:user"));

    createsAs(Host.GITEA, 42);
    tellOfACheck();
    assertThat(last().getMethod()).hasToString("POST");
  }

  @Test
  void comment_whoseAnswerIsLost_isTriedAgain_ifItCanBeFound() throws InterruptedException {
    connect(Host.GITHUB);
    has(Host.GITHUB, List.of());
    bench.hurry(Duration.ofMillis(500));
    HOST.stubFor(post(urlEqualTo(Host.GITHUB.list)).willReturn(aResponse().withFixedDelay(5_000)));
    bench.checked(false);

    assertThat(bench.tellComment()).isInstanceOf(Telling.Later.class);
  }

  @Test
  void hostInTrouble_isAskedAgainLater_andNothingIsWritten() throws InterruptedException {
    connect(Host.GITHUB);
    bench.checked(false);

    assertThat(bench.tellComment()).isInstanceOf(Telling.Later.class);
    assertThat(requests()).hasSize(2).allMatch(it -> it.startsWith("GET "));
  }

  @Test
  void ownComments_ofAnApp_areThoseThatTheHostSaysItWrote()
      throws IOException, InterruptedException {
    HOST.stubFor(
        get(urlPathEqualTo(Host.GITHUB.list))
            .willReturn(
                aResponse()
                    .withBody(
                        """
                        [{"id": 40, "user": {"id": 1}, "body": "%1$s", "performed_via_github_app": null},
                         {"id": 41, "body": "%1$s", "performed_via_github_app": {"id": 5}},
                         {"id": 42, "body": "%1$s",
                          "performed_via_github_app": {"id": 6, "client_id": "Iv1.abc"}}]
                        """
                            .formatted(MARKER))));
    try (HostClient client = new HostClient(new Outlet(GitNetwork.DIRECT), Duration.ofSeconds(5))) {
      Caller caller =
          new Caller(
              client,
              new ApiPlace(GitHostKind.GITHUB, URI.create(HOST.baseUrl() + "/api/v3"), "team/auth"),
              new Secret("token"),
              () -> true);
      for (String app : List.of("6", "Iv1.abc")) {
        assertThat(new OwnComments(caller, 7, Optional.of(app)).find(MARKER))
            .isEqualTo(new OwnComments.Search.Found(new CommentId(42)));
      }
      assertThat(new OwnComments(caller, 7, Optional.of("7")).find(MARKER))
          .isInstanceOf(OwnComments.Search.None.class);
    }
  }

  private void connect(Host host) {
    bench.connect(GitHostKind.valueOf(host.name()), "team/auth.git");
    stub(get(urlEqualTo(host.user)), aResponse().withBody("{\"id\": " + WE + "}"));
  }

  private static void has(Host host, List<Map<String, Object>> comments) {
    stub(
        get(urlPathEqualTo(host.list)),
        aResponse().withBody(JsonMapper.shared().writeValueAsString(comments)));
  }

  private static void createsAs(Host host, int id) {
    stub(post(urlEqualTo(host.list)), aResponse().withStatus(201).withBody("{\"id\": " + id + "}"));
  }

  private static void changes(Host host, int id, int status) {
    String method = host == Host.GITLAB ? "PUT" : "PATCH";
    stub(
        request(method, urlEqualTo(host.one + id)),
        aResponse().withStatus(status).withBody("{\"id\": " + id + "}"));
  }

  private static void stub(MappingBuilder call, ResponseDefinitionBuilder answer) {
    HOST.stubFor(call.willReturn(answer));
  }

  private void tellOfACheck() throws InterruptedException {
    bench.registry.syncs().close(ReportBench.PRODUCTION, 7); // So that it is checked once more.
    bench.checked(false);
    assertThat(bench.tellComment()).isInstanceOf(Telling.Told.class);
  }

  private static String textSent() {
    return JsonMapper.shared().readTree(last().getBodyAsString()).path("body").stringValue();
  }
}

package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.HostDelivery;
import dev.sluice.fixtures.HostKind;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.sync.Sync;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of Git host, from the bytes it sends to a queued sync. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitHostsTest {
  private static final String HEAD = "72d3162e72d3162e72d3162e72d3162e72d3162e";
  private static final String SECRET = Hooks.SECRET;
  private static final String WRONG = "whsec_bm90IHRoZSBzZWNyZXQgYXQgYWxs";
  private static final HookLimits LIMITS =
      new HookLimits(100_000, 8, Duration.ofSeconds(10), 40, Duration.ofSeconds(5), 48);

  private Hooks hooks;

  @BeforeAll
  void open(@TempDir Path data) {
    hooks = new Hooks(data, LIMITS);
  }

  @AfterAll
  void close() {
    hooks.close();
  }

  @ParameterizedTest
  @EnumSource
  void push_ofEveryKind_isQueued_andOnceOnly(HostKind kind) {
    int before = hooks.syncs(Hooks.DEMO).size();
    HostDelivery push = kind.push("main", HEAD, SECRET);

    HttpResponse<String> answer = hooks.deliver(push);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(hooks.deliver(push).body()).isEqualTo(answer.body());
    assertThat(hooks.syncs(Hooks.DEMO)).hasSize(before + 1);
    assertThat(hooks.syncs(Hooks.DEMO).getFirst().id().value())
        .isEqualTo(json(answer).path("sync").stringValue());
  }

  @ParameterizedTest
  @EnumSource
  void push_ofEveryKind_withAnythingWrong_isRefused(HostKind kind) {
    HostDelivery wrong = kind.push("main", HEAD, WRONG);
    HostDelivery right = kind.push("main", HEAD, SECRET);
    int before = hooks.syncs(Hooks.DEMO).size();

    assertRefused(wrong);
    if (kind != HostKind.GITLAB) {
      assertRefused(right.saying(right.body().replace(HEAD, HEAD.replace('7', '8'))));
    }
    for (String header : proofs(right)) {
      String value = right.header(header);
      assertRefused(onlyProof(right, header, ""));
      assertRefused(onlyProof(right, header, value + "x"));
      assertRefused(onlyProof(right, header, value.substring(0, value.length() - 2) + "zz"));
      assertRefused(onlyProof(wrong, header, wrong.header(header)));
    }
    assertThat(hooks.syncs(Hooks.DEMO)).hasSize(before);
  }

  private static List<String> proofs(HostDelivery delivery) {
    return delivery.headers().keySet().stream()
        .filter(it -> it.endsWith("ignature") || it.endsWith("-256") || it.endsWith("-Token"))
        .toList();
  }

  private static HostDelivery onlyProof(HostDelivery delivery, String header, String value) {
    HostDelivery bare = delivery;
    for (String proof : proofs(delivery)) {
      bare = bare.without(proof);
    }
    return bare.with(header, value);
  }

  private void assertRefused(HostDelivery delivery) {
    HttpResponse<String> answer = hooks.deliver(delivery);
    assertThat(answer.statusCode()).as(delivery + answer.body()).isEqualTo(401);
  }

  @Test
  void giteasSignature_outranksTheGitHubOneItAlsoSends() {
    HostDelivery right = HostKind.FORGEJO.push("main", HEAD, SECRET);
    String good = right.header("X-Forgejo-Signature");
    String bad = good.replace('a', 'b').replace('1', '2');

    assertRefused(right.with("X-Forgejo-Signature", bad));
    assertRefused(right.without("X-Forgejo-Signature").with("X-Gitea-Signature", bad));
    assertThat(hooks.deliver(right.with("X-Hub-Signature-256", "sha256=" + bad)).statusCode())
        .isEqualTo(202);
    HostDelivery oldest =
        right
            .without("X-Forgejo-Signature")
            .without("X-Gitea-Signature")
            .without("X-Gogs-Signature");
    assertThat(hooks.deliver(oldest).statusCode()).isEqualTo(202);
  }

  @Test
  void oneKindsProof_isNoneForAnother() {
    HostDelivery gitHub = HostKind.GITHUB.push("main", HEAD, SECRET);
    HostDelivery gitLab = HostKind.GITLAB.push("main", HEAD, SECRET);
    String bad = "sha256=" + "0".repeat(64);

    // Asked as GitLab, of which it has no proof.
    assertRefused(gitHub.with("X-Gitlab-Token", WRONG));
    assertRefused(gitHub.with("X-Gitlab-Event", "Push Hook"));
    // Asked as Gitea, as Bitbucket.
    assertRefused(gitHub.with("X-Gitea-Signature", "0".repeat(64)));
    assertRefused(gitHub.with("X-Event-Key", "repo:push"));
    // GitLab's signature counts once it is there, however good its token is.
    assertRefused(gitLab.with("webhook-signature", "v1,AAAA"));
    assertThat(hooks.deliver(gitLab.with("X-Hub-Signature-256", bad)).statusCode()).isEqualTo(202);
  }

  @Test
  void gitHub_thatSignsWithSha1Only_isRefused() {
    HostDelivery push = HostKind.GITEA.push("main", HEAD, SECRET);
    String sha1 = push.header("X-Hub-Signature");
    HostDelivery old =
        HostKind.GITHUB
            .push("main", HEAD, SECRET)
            .without("X-Hub-Signature-256")
            .with("X-Hub-Signature", sha1);

    assertRefused(old.saying(push.body()));
    assertRefused(
        HostKind.BITBUCKET_CLOUD
            .push("main", HEAD, SECRET)
            .with("X-Hub-Signature", sha1)
            .saying(push.body()));
  }

  @ParameterizedTest
  @EnumSource(names = {"GITEA", "FORGEJO", "GOGS"})
  void form_ofGiteasKind_isSignedByItsField(HostKind kind) {
    HostDelivery push = kind.push("main", HEAD, SECRET);
    HostDelivery form =
        push.saying("payload=" + URLEncoder.encode(push.body(), StandardCharsets.UTF_8))
            .with("Content-Type", "application/x-www-form-urlencoded");

    assertThat(hooks.deliver(form).statusCode()).isEqualTo(202);
    assertRefused(form.saying(form.body().replace("acme", "evil")));
  }

  @ParameterizedTest
  @EnumSource(names = {"GITLAB_SIGNED", "STANDARD"})
  void delivery_signedAtAnotherTime_isToldSo(HostKind kind) {
    String body = kind.pushBody("main", HEAD);
    Instant now = Instant.now();
    for (Duration apart : List.of(Duration.ofMinutes(-6), Duration.ofMinutes(6))) {
      HttpResponse<String> answer =
          hooks.deliver(kind.deliver("Push Hook", body, SECRET, now.plus(apart)));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("stale_delivery").contains("more than 5 minutes");
    }
    assertThat(
            hooks
                .deliver(kind.deliver("", body, SECRET, now.minus(Duration.ofMinutes(4))))
                .statusCode())
        .isEqualTo(202);
    HostDelivery stale = kind.deliver("", body, SECRET, now.minus(Duration.ofMinutes(6)));
    assertRefused(stale.with("webhook-timestamp", String.valueOf(now.getEpochSecond())));
    assertRefused(stale.with("webhook-timestamp", "soon"));
    assertRefused(stale.with("webhook-id", "another"));
  }

  @ParameterizedTest
  @EnumSource
  void secret_ofEither_isGood_whileItIsChanged(HostKind kind) {
    EnvironmentName changing = new EnvironmentName("changing");
    String next = "whsec_dGhlIG5leHQgb25lIG9mIHRoZW0=";
    hooks.environment(
        changing,
        "main",
        Map.of(
            EnvironmentSecret.WEBHOOK, Optional.of(new Secret(SECRET)),
            EnvironmentSecret.NEXT_WEBHOOK, Optional.of(new Secret(next))));

    assertThat(signedWith(changing, kind.push("main", HEAD, SECRET))).isEqualTo("webhookSecret");
    assertThat(signedWith(changing, kind.push("main", HEAD, next))).isEqualTo("nextWebhookSecret");
    assertThat(status(changing, kind.push("main", HEAD, WRONG))).isEqualTo(401);

    hooks.environment(
        changing,
        "main",
        Map.of(
            EnvironmentSecret.WEBHOOK, Optional.of(new Secret(next)),
            EnvironmentSecret.NEXT_WEBHOOK, Optional.empty()));
    assertThat(signedWith(changing, kind.push("main", HEAD, next))).isEqualTo("webhookSecret");
    assertThat(status(changing, kind.push("main", HEAD, SECRET))).isEqualTo(401);
  }

  private String signedWith(EnvironmentName name, HostDelivery delivery) {
    return json(hooks.send(delivery.request(hooks.uri(name.value()))))
        .path("signedWith")
        .asString();
  }

  private int status(EnvironmentName name, HostDelivery delivery) {
    return hooks.send(delivery.request(hooks.uri(name.value()))).statusCode();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GITLAB | Merge Request Hook | gitlab-merge-request.json | refs/merge-requests/7/head |"
            + " feature | true",
        "GITEA | pull_request | gitea-pull-request.json | refs/pull/3/head | feature | false",
        "BITBUCKET_DATA_CENTER | pr:opened | bitbucket-data-center-pull-request.json |"
            + " refs/pull-requests/1/from | a-branch | false"
      })
  void pullRequest_isQueuedToBeChecked(
      HostKind kind, String event, String sample, String ref, String branch, boolean fork) {
    HostDelivery delivery = kind.deliver(event, HostKind.sample(sample), SECRET, Instant.now());

    HttpResponse<String> answer = hooks.deliver(delivery);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    Sync check = hooks.syncs(Hooks.DEMO).getFirst();
    assertThat(json(answer).path("sync").asString()).isEqualTo(check.id().value());
    assertThat(check.pullRequest())
        .hasValueSatisfying(it -> {
          assertThat(it.ref()).isEqualTo(ref);
          assertThat(it.branch()).isEqualTo(branch);
          assertThat(it.fork()).isEqualTo(fork);
        });
    assertThat(hooks.deliver(delivery).body()).isEqualTo(answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BITBUCKET_CLOUD | pullrequest:rejected | 5 (feature into main) was closed: nothing more is"
            + " checked of it",
        "BITBUCKET_CLOUD | pullrequest:created | 5 (feature into main) was opened: this host"
            + " doesn't show what a fork asks to be merged"
      })
  void pullRequest_thatCantBeChecked_isIgnoredInWords(HostKind kind, String event, String words) {
    String sample = HostKind.sample("bitbucket-cloud-pull-request.json");

    assertThat(ignored(kind, event, sample)).isEqualTo("pull request " + words);
  }

  @Test
  void pullRequest_intoAnotherBranch_isIgnoredInWords() {
    String sample = HostKind.sample("gitea-pull-request.json").replace("\"main\"", "\"next\"");

    assertThat(ignored(HostKind.GITEA, "pull_request", sample))
        .isEqualTo("pull request 3 (feature into next) was updated; demo follows main");
  }

  @Test
  void event_thatIsNothingToUs_isIgnoredInWords() {
    assertThat(ignored(HostKind.GITLAB, "Tag Push Hook", HostKind.sample("gitlab-tag.json")))
        .isEqualTo("refs/tags/v1.0.0 is a tag; demo follows refs/heads/main");
    assertThat(
            ignored(HostKind.GITLAB, "Push Hook", HostKind.GITLAB.pushBody("main", "0".repeat(40))))
        .isEqualTo("refs/heads/main was deleted; what is live stays live");
    assertThat(ignored(HostKind.GITLAB, "Note Hook", "{\"object_kind\":\"note\"}"))
        .startsWith("the event note isn't a push");
    assertThat(ignored(HostKind.GOGS, "pull_request", HostKind.sample("gogs-pull-request.json")))
        .startsWith("the event pull_request, without its commit,");
    assertThat(
            ignored(
                HostKind.GITEA,
                "pull_request",
                HostKind.sample("gitea-pull-request.json").replace("synchronized", "assigned")))
        .startsWith("the event pull_request (assigned)");
    assertThat(ignored(HostKind.BITBUCKET_CLOUD, "repo:fork", "{}"))
        .startsWith("the event repo:fork");
    assertThat(
            ignored(
                HostKind.BITBUCKET_DATA_CENTER,
                "repo:refs_changed",
                HostKind.BITBUCKET_DATA_CENTER.pushBody("next", HEAD)))
        .isEqualTo("refs/heads/other moved; demo follows refs/heads/main");
  }

  @Test
  void branch_goneAtBitbucket_isIgnoredInWords() {
    String gone =
        """
        {"push": {"changes": [{"new": null, "old": {"type": "branch", "name": "main"}}]}}
        """;

    assertThat(ignored(HostKind.BITBUCKET_CLOUD, "repo:push", gone))
        .isEqualTo("refs/heads/main was deleted; what is live stays live");
  }

  private String ignored(HostKind kind, String event, String body) {
    HttpResponse<String> answer = hooks.deliver(kind.deliver(event, body, SECRET, Instant.now()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("status").stringValue()).isEqualTo("ignored");
    return json(answer).path("reason").stringValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GITHUB | push | {\"ref\":\"refs/heads/main\"} | `after`",
        "GITHUB | push | {\"ref\":\"refs/heads/main\",\"after\":\"main\"} | name a commit",
        "GITHUB | pull_request |"
            + " {\"action\":\"opened\",\"pull_request\":{\"head\":{\"sha\":\"x\"}}} | `number`",
        "GITEA | '' | {} | X-Gitea-Event",
        "GITLAB | Push Hook | {} | `object_kind`",
        "GITLAB | Push Hook | {\"object_kind\":{\"object_kind\":\"push\"}} | `object_kind`",
        "GITLAB | Push Hook | {\"object_kind\":\"push\" | line 1, column",
        "BITBUCKET_CLOUD | repo:push | {\"push\":{\"changes\":[]}} | names no ref",
        "BITBUCKET_CLOUD | repo:push | {\"push.changes[].new.name\":\"main\"} | names no ref",
        "BITBUCKET_DATA_CENTER | repo:refs_changed | {\"changes\":[{}, 1, [{}]]} | names no ref",
        "STANDARD | '' | {\"ref\":\"refs/heads/main\"} | `head`",
        "STANDARD | '' | [] | `ref`"
      })
  void payload_thatCannotBeRead_isToldWhy(HostKind kind, String event, String body, String why) {
    HttpResponse<String> answer = hooks.deliver(kind.deliver(event, body, SECRET, Instant.now()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).contains(why);
  }

  /** Found by fuzzing: a body that sets out as UTF-32, of the orders there are and aren't. */
  @ParameterizedTest
  @ValueSource(strings = {"\0{\0\0", "\0\0{\0", "\0\0\0{", "{\0\0\0", "\ufeff{}", "\0{"})
  void payload_inAnotherEncoding_isToldItIsNoJson(String body) {
    HttpResponse<String> answer =
        hooks.deliver(HostKind.GITLAB.deliver("Push Hook", body, SECRET, Instant.now()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).contains("isn't JSON");
  }

  @Test
  void delivery_withoutAnId_isToldWhichHeader() {
    HostDelivery nameless =
        HostKind.BITBUCKET_DATA_CENTER.push("main", HEAD, SECRET).without("X-Request-Id");

    assertThat(hooks.deliver(nameless).statusCode()).isEqualTo(400);
    assertThat(hooks.deliver(nameless).body()).contains("X-Request-Id");
  }

  @Test
  void gitLab_ofOlderVersions_isToldApartByItsOtherIds() {
    HostDelivery push = HostKind.GITLAB.push("main", HEAD, SECRET).without("Idempotency-Key");

    String first = hooks.deliver(push).body();
    assertThat(hooks.deliver(push).body()).isEqualTo(first);
    assertThat(hooks.deliver(push.with("X-Gitlab-Webhook-UUID", "another")).body())
        .isNotEqualTo(first);
    assertThat(hooks.deliver(push.without("X-Gitlab-Webhook-UUID")).statusCode()).isEqualTo(202);
  }

  @Test
  void test_ofBitbucketDataCenter_signed_isAPing() {
    HostKind kind = HostKind.BITBUCKET_DATA_CENTER;
    HttpResponse<String> answer =
        hooks.deliver(kind.deliver("diagnostics:ping", "{\"test\": true}", SECRET, Instant.now()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("status").stringValue()).isEqualTo("pong");
  }

  @Test
  void test_ofBitbucketDataCenter_unsigned_tellsNothingOfAnyEnvironment() {
    HostKind kind = HostKind.BITBUCKET_DATA_CENTER;
    HostDelivery test =
        kind.deliver("diagnostics:ping", "{\"test\": true}", SECRET, Instant.now())
            .without("X-Hub-Signature");

    HttpResponse<String> here = hooks.deliver(test);
    HttpResponse<String> nowhere = hooks.send(test.request(hooks.uri("nowhere")));

    assertThat(here.statusCode()).isEqualTo(200);
    assertThat(json(here).path("status").stringValue()).isEqualTo("unverified");
    assertThat(nowhere.statusCode()).isEqualTo(200);
    assertThat(nowhere.body()).isEqualTo(here.body());
    assertRefused(test.with("X-Event-Key", "repo:refs_changed"));
  }

  @Test
  void ping_ofAnythingThatSigns_isAnsweredWithPong() {
    HttpResponse<String> answer =
        hooks.deliver(HostKind.STANDARD.deliver("", "{\"type\":\"ping\"}", SECRET, Instant.now()));

    assertThat(json(answer).path("status").stringValue()).isEqualTo("pong");
  }

  @Test
  void moves_ofManyRefs_areFoundAmongThem_howeverManyThereAre() {
    String one = "{\"ref\":{\"id\":\"refs/heads/%s\"},\"toHash\":\"%s\"}";
    Object[] others = new Object[1_000];
    Arrays.setAll(others, i -> one.formatted("b" + i, HEAD));
    String changes =
        String.join(",", Arrays.stream(others).map(Object::toString).toList())
            + ","
            + one.formatted("main", HEAD);

    HttpResponse<String> answer =
        hooks.deliver(
            HostKind.BITBUCKET_DATA_CENTER.deliver(
                "repo:refs_changed", "{\"changes\":[" + changes + "]}", SECRET, Instant.now()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return new JsonMapper().readTree(answer.body());
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.M2M;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AdminRoutesTest {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final String AT = "/v1/environments/demo";

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
  void environment_isShownAsItWasPut_butForItsSecret() {
    HttpResponse<String> put =
        gateway.put(
            "/v1/environments/prod",
            """
            {"repository":{"url":"https://example.com/a.git","branch":"live"},
             "webhookSecret":"0123456789abcdef","kindeDomain":"https://team.kinde.com/",
             "goLiveOnSync":false,"egress":{"allow":["API.example.com","127.0.0.1:9999","[::1]:80"]}}
            """);
    JsonNode shown = json(gateway.get("/v1/environments/prod"));

    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(shown).isEqualTo(json(put));
    assertThat(shown.path("name").stringValue()).isEqualTo("prod");
    assertThat(shown.at("/repository/branch").stringValue()).isEqualTo("live");
    assertThat(shown.path("kindeDomain").stringValue()).isEqualTo("https://team.kinde.com");
    assertThat(shown.path("goLiveOnSync").booleanValue()).isFalse();
    assertThat(shown.at("/egress/allow").toString())
        .isEqualTo("[\"api.example.com\",\"127.0.0.1:9999\",\"[::1]:80\"]");
    assertThat(shown.path("webhookSecretSet").booleanValue()).isTrue();
    assertThat(shown.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void environment_putAgain_keepsAnOmittedSecretAndNothingElse() {
    gateway.environment(
        "demo",
        """
        {"repository":{"url":"https://example.com/a.git"},"webhookSecret":"0123456789abcdef",
         "kindeDomain":"https://team.kinde.com","egress":{"allow":[]}}\
        """);

    gateway.environment("demo");

    assertThat(gateway.registry.environments().secret(DEMO, EnvironmentSecret.WEBHOOK))
        .contains(new Secret("0123456789abcdef"));
    JsonNode shown = json(gateway.get(AT));
    assertThat(shown.has("kindeDomain")).isFalse();
    assertThat(shown.has("egress")).isFalse();
    assertThat(shown.path("goLiveOnSync").booleanValue()).isTrue();
  }

  @Test
  void environment_watchedOver_isShownWithoutItsSecrets() {
    gateway.environment(
        "demo",
        """
        {"repository":{"url":"https://example.com/a.git"},
         "previewPassword":"preview-password","recording":{"completedPerSecond":5,"events":true},
         "retention":{"runDays":3},"safetyNet":{"errorPercent":5},
         "alerts":{"url":"https://alerts.example.com/a","secret":"0123456789abcdef"}}\
        """);

    JsonNode shown = json(gateway.get(AT));

    assertThat(shown.path("previewPasswordSet").booleanValue()).isTrue();
    assertThat(shown.path("recording").toString())
        .isEqualTo("{\"completedPerSecond\":5,\"events\":true}");
    assertThat(shown.at("/retention/runDays").intValue()).isEqualTo(3);
    assertThat(shown.at("/retention/runs").intValue()).isEqualTo(100_000);
    assertThat(shown.at("/safetyNet/windowSeconds").intValue()).isEqualTo(60);
    assertThat(shown.path("alerts").toString())
        .isEqualTo("{\"url\":\"https://alerts.example.com/…\",\"secretSet\":true}");
    assertThat(shown.toString()).doesNotContain("preview-password").doesNotContain("0123456789");
  }

  @Test
  void environment_withAnEmptySecret_hasNoneAnyMore() {
    gateway.environment("demo", with("\"previewPassword\":\"preview-password\""));

    gateway.environment("demo", with("\"previewPassword\":\"\""));

    assertThat(json(gateway.get(AT)).path("previewPasswordSet").booleanValue()).isFalse();
  }

  @Test
  void webhookSecret_beingChanged_isSetBesideTheNext_andNeitherIsShown() {
    gateway.environment("demo", with("\"webhookSecret\":\"the-present-secret\""));
    gateway.environment("demo", with("\"nextWebhookSecret\":\"the-coming-secret\""));
    JsonNode both = json(gateway.get(AT));
    gateway.environment(
        "demo", with("\"webhookSecret\":\"the-coming-secret\",\"nextWebhookSecret\":\"\""));
    JsonNode after = json(gateway.get(AT));

    assertThat(both.path("webhookSecretSet").booleanValue()).isTrue();
    assertThat(both.path("nextWebhookSecretSet").booleanValue()).isTrue();
    assertThat(both.toString()).doesNotContain("-secret\"");
    assertThat(after.path("nextWebhookSecretSet").booleanValue()).isFalse();
    assertThat(gateway.registry.environments().secret(DEMO, EnvironmentSecret.WEBHOOK))
        .contains(new Secret("the-coming-secret"));
  }

  @Test
  void environment_thatIsWrong_isToldWhere() {
    refused("{\"repo\":{}}", "`repo`");
    refused(
        "{\"repository\":{\"url\":\"https://e.com/a\",\"brunch\":\"x\"}}", "`repository.brunch`");
    refused("{}", "`repository`");
    refused("{\"repository\":{}}", "`repository.url`");
    refused(with("\"goLiveOnSync\":\"yes\""), "`goLiveOnSync`");
    refused(with("\"egress\":{\"allow\":\"x\"}"), "`egress.allow`");
    refused(with("\"egress\":{}"), "`egress.allow`");
    refused(with("\"egress\":{\"allow\":[\"a.com\",null]}"), "`egress.allow[1]` is null");
    refused(with("\"goLiveOnSync\":null"), "`goLiveOnSync` is null");
    refused(with("\"goLiveOnSync\":\" \""), "`goLiveOnSync`");
    refused(with("\"egress\":{\"allow\":[\"https://a.com\"]}"), "https://a.com");
    refused(with("\"egress\":{\"allow\":[\"a.com:70000\"]}"), "a.com:70000");
    refused(with("\"egress\":{\"allow\":[\"a.com:0\"]}"), "a.com:0");
    refused(egress(Collections.nCopies(1_001, "a.com")), "1,000 entries, and has 1,001");
    refused(egress(List.of("a".repeat(254))), "`" + "a".repeat(100) + "…`, which must be host");
    refused(with("\"webhookSecret\":\"short\""), "16 characters");
    refused(with("\"nextWebhookSecret\":\"short\""), "`nextWebhookSecret`");
    for (String field : List.of("webhookSecret", "nextWebhookSecret")) {
      refused(
          with("\"%s\":\"whsec_my-own-pass-phrase\"".formatted(field)), field, "whsec_", "base64");
      refused(with("\"%s\":\"whsec_c2VjcmV0IG9mIGEga2V5\"".formatted(field)), field, "24 bytes");
    }
    refused(with("\"previewPassword\":\"short\""), "`previewPassword`");
    refused(with("\"previewPassword\":\"the café of the previews\""), "in a header");
    refused(with("\"recording\":{\"completedPerSecond\":-1}"), "completedPerSecond");
    refused(with("\"recording\":{\"completed\":1}"), "`recording.completed`");
    refused(with("\"retention\":{\"runDays\":0}"), "retention.runDays");
    refused(with("\"safetyNet\":{}"), "`safetyNet.errorPercent`");
    refused(with("\"safetyNet\":{\"errorPercent\":100}"), "safetyNet.errorPercent");
    refused(with("\"alerts\":{}"), "`alerts.url`");
    refused(with("\"alerts\":{\"url\":\"ftp://a.com\"}"), "`alerts.url`");
    refused(with("\"alerts\":{\"url\":\"https://a.com:0/\"}"), "`alerts.url`");
    refused(with("\"alerts\":{\"url\":\"https://a.com:65536/\"}"), "`alerts.url`", "65535");
    refused(with("\"kindeDomain\":\"http://team.kinde.com\""), "`kindeDomain`");
    refused(with("\"kindeDomain\":\"https://team.kinde.com/path\""), "`kindeDomain`");
    refused(with("\"kindeDomain\":\"https://team.kinde.com:65536\""), "`kindeDomain`");
    refused("{\"repository\":{\"url\":\"https://me:pw@e.com/a.git\"}}", "password");
    refused("{\"repository\":{\"url\":\"git://e.com/a.git\"}}", "ssh://");
    refused("{\"repository\":{\"url\":\"https://e.com:0/a.git\"}}", "the port 0", "1 to 65535");
    refused("{\"repository\":{\"url\":\"ssh://git@e.com:65536/a.git\"}}", "the port 65536");
    refused("{\"repository\":{\"url\":\"https://e.com/a\",\"branch\":\"a..b\"}}", "branch");
    refused("[1]", "JSON object");
    refused("{\"a\":1,", "isn't JSON");
    assertThat(gateway.put("/v1/environments/No_Name", with("\"goLiveOnSync\":true")).statusCode())
        .isEqualTo(400);
  }

  private static String with(String field) {
    return "{\"repository\":{\"url\":\"https://e.com/a.git\"}," + field + "}";
  }

  private static String egress(List<String> targets) {
    return with("\"egress\":{\"allow\":[\"" + String.join("\",\"", targets) + "\"]}");
  }

  private void refused(String body, String... telling) {
    HttpResponse<String> answer = gateway.put(AT, body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).contains(telling).doesNotContain(":pw@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///srv/team.git", "http://git.example.com/team.git"})
  void repository_thatMayNotBeFetched_isTakenWithAWarning(String url) {
    String body = "{\"repository\":{\"url\":\"" + url + "\"}}";

    JsonNode put = json(gateway.put(AT, body));

    assertThat(put.at("/repository/url").stringValue()).isEqualTo(url);
    assertThat(put.path("warnings")).hasSize(1);
    assertThat(put.at("/warnings/0").stringValue()).contains("--allow-local-repositories");
    assertThat(json(gateway.get(AT)).has("warnings")).isFalse();
    assertThat(json(gateway.put(AT, with("\"goLiveOnSync\":true"))).has("warnings")).isFalse();
  }

  @Test
  void repository_thatIsFetched_isTakenWithoutAWarning(@TempDir Path other) {
    GatewaySettings fetching = GatewaySettings.DEFAULT.withLocalRepositories(true);
    try (TestGateway local = new TestGateway(TestGateway.open(other), fetching)) {
      String body = "{\"repository\":{\"url\":\"file:///srv/team.git\"}}";
      assertThat(json(local.put(AT, body)).has("warnings")).isFalse();
    }
  }

  @Test
  void environments_areListedForWhoeverMaySeeThem() {
    gateway.environment("other");
    String scoped = gateway.key(Role.READ, Optional.of(DEMO));

    JsonNode first = json(gateway.get("/v1/environments?limit=1"));
    JsonNode second =
        json(gateway.get("/v1/environments?limit=1&after=" + first.path("next").stringValue()));

    assertThat(first.at("/items/0/name").stringValue()).isEqualTo("demo");
    assertThat(second.at("/items/0/name").stringValue()).isEqualTo("other");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(json(as(scoped, "/v1/environments")).path("items").size()).isEqualTo(1);
    assertThat(as(scoped, "/v1/environments/other").statusCode()).isEqualTo(403);
    assertThat(as(scoped, "/v1/environments/missing").statusCode()).isEqualTo(403);
    assertThat(gateway.get("/v1/environments/missing").statusCode()).isEqualTo(404);
    assertThat(gateway.get("/v1/environments?limit=0").statusCode()).isEqualTo(400);
    assertThat(gateway.get(AT + "/syncs?after=nonsense").statusCode()).isEqualTo(400);
    assertThat(gateway.get(AT + "/releases?after=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void sync_askedFor_isShownToItsEnd() {
    HttpResponse<String> asked = gateway.post(AT + "/syncs", "");
    String id = json(asked).path("id").stringValue();
    assertThat(asked.statusCode()).isEqualTo(202);
    assertThat(json(gateway.get(AT + "/syncs/" + id)).path("status").stringValue())
        .isEqualTo("queued");

    Sync running =
        gateway
            .registry
            .syncs()
            .claim(WORKER, Clock.systemUTC().instant(), Clock.systemUTC().instant().plusSeconds(60))
            .orElseThrow();
    JsonNode worked = json(gateway.get(AT + "/syncs/" + id));
    assertThat(worked.at("/worker/id").stringValue()).isEqualTo(WORKER.id().value());
    assertThat(worked.at("/worker/host").stringValue()).isEqualTo(WORKER.host());
    assertThat(worked.at("/worker/until").isMissingNode()).isFalse();
    Problem problem =
        new Problem(
            "unknown_trigger",
            "No such trigger",
            Optional.of(new Problem.Place("a.ts", 3, 5, "^")));
    CommitId commit = new CommitId("a".repeat(40));
    gateway
        .registry
        .syncs()
        .end(running.claim(), new SyncEnding.Rejected(commit, List.of(problem)));
    JsonNode shown = json(gateway.get(AT + "/syncs/" + id));

    assertThat(shown.path("status").stringValue()).isEqualTo("rejected");
    assertThat(shown.has("worker")).isFalse();
    assertThat(shown.path("commit").stringValue()).isEqualTo(commit.value());
    assertThat(shown.at("/problems/0/code").stringValue()).isEqualTo("unknown_trigger");
    assertThat(shown.at("/problems/0/line").intValue()).isEqualTo(3);
    assertThat(shown.path("log").isArray()).isTrue();
    assertThat(json(gateway.get(AT + "/syncs")).at("/items/0/id").stringValue()).isEqualTo(id);
    assertThat(gateway.get(AT + "/syncs/syn_none").statusCode()).isEqualTo(404);
  }

  @Test
  void sync_thatFailed_saysWhyInListsToo() {
    gateway.post(AT + "/syncs", "");
    Sync running =
        gateway
            .registry
            .syncs()
            .claim(WORKER, Clock.systemUTC().instant(), Clock.systemUTC().instant().plusSeconds(60))
            .orElseThrow();
    assertThat(json(gateway.get(AT + "/syncs")).at("/items/0").has("failure")).isFalse();

    gateway
        .registry
        .syncs()
        .end(running.claim(), new SyncEnding.Failed("example.com: no such host"));

    JsonNode listed = json(gateway.get(AT + "/syncs")).at("/items/0");
    JsonNode shown = json(gateway.get(AT + "/syncs/" + running.id()));
    assertThat(listed.path("status").stringValue()).isEqualTo("failed");
    assertThat(listed.path("failure").stringValue()).isEqualTo("example.com: no such host");
    assertThat(shown.path("failure")).isEqualTo(listed.path("failure"));
  }

  @Test
  void releasesDeploymentsAndWorkflows_tellTheHistory() {
    gateway.live(TestWorkflow.claim(1).build());
    gateway.live(TestWorkflow.claim(2).build(), new TestWorkflow("m2m", M2M, "").build());

    JsonNode releases = json(gateway.get(AT + "/releases"));
    assertThat(releases.at("/items/0/number").intValue()).isEqualTo(2);
    assertThat(releases.at("/items/0/live").booleanValue()).isTrue();
    assertThat(releases.at("/items/0/deployments").size()).isEqualTo(2);
    assertThat(releases.at("/items/1/live").booleanValue()).isFalse();
    assertThat(json(gateway.get(AT + "/releases/1")).path("by").stringValue()).startsWith("syn_");
    assertThat(gateway.get(AT + "/releases/9").statusCode()).isEqualTo(404);

    JsonNode deployments = json(gateway.get(AT + "/deployments"));
    assertThat(deployments.path("items").size()).isEqualTo(3);
    assertThat(deployments.at("/items/2/status").stringValue()).isEqualTo("deployed");
    assertThat(deployments.at("/items/2/digest").stringValue()).startsWith("sha256:");

    JsonNode workflows = json(gateway.get(AT + "/workflows"));
    assertThat(workflows.path("items").size()).isEqualTo(2);
    assertThat(workflows.at("/items/0/id").stringValue()).isEqualTo("addClaim");
    assertThat(workflows.at("/items/0/status").stringValue()).isEqualTo("live");
    assertThat(workflows.at("/items/1/id").stringValue()).isEqualTo("m2m");
  }

  @Test
  void list_whoseLastItemIsGone_goesOnBehindIt() {
    for (String name : new String[] {"A", "B", "C"}) {
      gateway.put(AT + "/variables/" + name, "{\"value\":\"x\"}");
    }
    String next = next(AT + "/variables?limit=2");
    gateway.delete(AT + "/variables/B");
    JsonNode rest = json(gateway.get(AT + "/variables?after=" + next));
    assertThat(rest.at("/items/0/name").stringValue()).isEqualTo("C");

    String keys = AT + "/workflows/w/keys";
    String oldest = json(gateway.post(keys, "")).path("id").stringValue();
    String newest = json(gateway.post(keys, "")).path("id").stringValue();
    String behind = next(keys + "?limit=1");
    gateway.delete(keys + "/" + newest);
    JsonNode older = json(gateway.get(keys + "?after=" + behind));
    assertThat(older.path("items").valueStream().map(it -> it.path("id").stringValue()))
        .allMatch(oldest::equals);
  }

  private String next(String list) {
    return json(gateway.get(list)).path("next").stringValue();
  }

  @Test
  void deployment_isShownWithItsBuildLog() {
    gateway.live(TestWorkflow.claim(1).build());
    gateway.live(TestWorkflow.claim(2).build());
    JsonNode listed = json(gateway.get(AT + "/deployments")).at("/items/1");
    String path = AT + "/deployments/" + listed.path("id").stringValue();

    JsonNode shown = json(gateway.get(path));

    assertThat(shown.path("id")).isEqualTo(listed.path("id"));
    assertThat(shown.path("status").stringValue()).isEqualTo("deployed");
    assertThat(shown.path("buildLog").stringValue()).isEqualTo("bundled addClaim");
    assertThat(listed.has("buildLog")).isFalse();
    assertThat(as(gateway.key(Role.INVOKE, Optional.empty()), path).statusCode()).isEqualTo(403);
    assertThat(as(gateway.key(Role.READ, Optional.of(DEMO)), path).statusCode()).isEqualTo(200);
    gateway.environment("other");
    assertThat(gateway.get(path.replace("demo", "other")).statusCode()).isEqualTo(404);
    assertThat(gateway.get(AT + "/deployments/dep_none").statusCode()).isEqualTo(404);
  }

  @Test
  void rollback_comparesOnlyWhatIfMatchNames() {
    gateway.live(TestWorkflow.claim(1).build());
    gateway.live(TestWorkflow.claim(2).build());

    assertThat(rollback("\"1\"").statusCode()).isEqualTo(409);
    assertThat(rollback("soon").statusCode()).isEqualTo(400);
    HttpResponse<String> back = rollback("\"2\"");

    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(json(back).path("number").intValue()).isEqualTo(3);
    assertThat(json(back).path("by").stringValue()).isEqualTo("key_bootstrap");
    assertThat(gateway.post(AT + "/releases/9/rollback", "").statusCode()).isEqualTo(404);
    assertThat(gateway.post(AT + "/releases/x/rollback", "").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> rollback(String ifMatch) {
    return gateway.send(
        gateway
            .request(AT + "/releases/1/rollback")
            .header("If-Match", ifMatch)
            .POST(BodyPublishers.noBody()));
  }

  @Test
  void changes_compareOnlyWhatIfMatchNames() {
    String environment = "{\"repository\":{\"url\":\"https://example.com/auth.git\"}}";
    assertThat(change("PUT", AT, "\"1\"", environment).statusCode()).isEqualTo(409);
    assertThat(change("PUT", "/v1/environments/new", "1", environment).statusCode()).isEqualTo(409);
    assertThat(gateway.get("/v1/environments/new").statusCode()).isEqualTo(404);
    gateway.live(TestWorkflow.claim(1).build());
    gateway.live(TestWorkflow.claim(2).build());

    String variable = AT + "/variables/N";
    String value = "{\"value\":\"x\"}";
    assertThat(change("PUT", AT, "\"1\"", environment).statusCode()).isEqualTo(409);
    assertThat(change("PUT", AT, "\"2\"", environment).statusCode()).isEqualTo(200);
    assertThat(change("PUT", variable, "\"1\"", value).statusCode()).isEqualTo(409);
    assertThat(change("PUT", variable, "\"2\"", value).statusCode()).isEqualTo(200);
    assertThat(change("DELETE", variable, "\"1\"", "").statusCode()).isEqualTo(409);
    assertThat(change("DELETE", variable, "\"2\"", "").statusCode()).isEqualTo(204);
    assertThat(change("POST", AT + "/syncs", "\"1\"", "").statusCode()).isEqualTo(409);
    assertThat(change("POST", AT + "/syncs", "soon", "").statusCode()).isEqualTo(400);
    assertThat(change("POST", AT + "/syncs", "\"2\"", "").statusCode()).isEqualTo(202);
  }

  @Test
  void settings_readByTwo_areChangedByOne() {
    String environment = "{\"repository\":{\"url\":\"https://example.com/auth.git\"}}";
    String read = gateway.get(AT).headers().firstValue("ETag").orElseThrow();
    gateway.live(TestWorkflow.claim(1).build());

    HttpResponse<String> first = change("PUT", AT, read, environment);
    HttpResponse<String> second = change("PUT", AT, read, environment);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(json(second).path("code").stringValue()).isEqualTo("settings_changed");
    String now = gateway.get(AT).headers().firstValue("ETag").orElseThrow();
    assertThat(json(second).path("detail").stringValue()).contains(now);
    assertThat(first.headers().firstValue("ETag")).contains(now);
    assertThat(change("PUT", "/v1/environments/new", now, environment).statusCode()).isEqualTo(409);
    assertThat(change("PUT", AT + "/variables/N", now, "{\"value\":\"x\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void ifMatch_weakOrAny_isTaken() {
    String environment = "{\"repository\":{\"url\":\"https://example.com/auth.git\"}}";
    gateway.live(TestWorkflow.claim(1).build());
    String read = gateway.get(AT).headers().firstValue("ETag").orElseThrow();

    assertThat(change("PUT", AT, "W/" + read, environment).statusCode()).isEqualTo(200);
    assertThat(change("PUT", AT, "W/" + read, environment).statusCode()).isEqualTo(409);
    assertThat(change("PUT", AT, "*", environment).statusCode()).isEqualTo(200);
    assertThat(change("PUT", "/v1/environments/new", "*", environment).statusCode()).isEqualTo(409);
    assertThat(gateway.get("/v1/environments/new").statusCode()).isEqualTo(404);
    assertThat(change("POST", AT + "/syncs", "W/\"1\"", "").statusCode()).isEqualTo(202);
    assertThat(change("POST", AT + "/syncs", "W/\"2\"", "").statusCode()).isEqualTo(409);
    assertThat(change("POST", AT + "/syncs", "*", "").statusCode()).isEqualTo(202);
    assertThat(change("POST", AT + "/syncs", "\"1\", \"2\"", "").body()).contains("not a list");
  }

  private HttpResponse<String> change(String method, String path, String ifMatch, String body) {
    return gateway.send(
        gateway
            .request(path)
            .header("If-Match", ifMatch)
            .method(method, BodyPublishers.ofString(body)));
  }

  @Test
  void variable_secret_neverComesBack() {
    HttpResponse<String> put =
        gateway.put(AT + "/variables/KEY", "{\"value\":\"sk_live\",\"secret\":true}");
    gateway.put(AT + "/variables/PLAIN", "{\"value\":\"seen\"}");

    JsonNode list = json(gateway.get(AT + "/variables"));

    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(put.body()).doesNotContain("sk_live");
    assertThat(list.toString()).doesNotContain("sk_live");
    assertThat(list.at("/items/0/secret").booleanValue()).isTrue();
    assertThat(list.at("/items/1/value").stringValue()).isEqualTo("seen");
    assertThat(gateway.delete(AT + "/variables/KEY").statusCode()).isEqualTo(204);
    assertThat(gateway.delete(AT + "/variables/KEY").statusCode()).isEqualTo(404);
    assertThat(gateway.put(AT + "/variables/1X", "{\"value\":\"\"}").statusCode()).isEqualTo(400);
    assertThat(gateway.put(AT + "/variables/X", "{\"secret\":true}").statusCode()).isEqualTo(400);
  }

  @Test
  void keys_areShownOnceAndListedWithout() {
    HttpResponse<String> made =
        gateway.post("/v1/keys", "{\"role\":\"deploy\",\"environment\":\"demo\"}");
    String value = json(made).path("key").stringValue();

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(gateway.get("/v1/keys").body()).doesNotContain(value).contains("\"deploy\"");
    assertThat(gateway.post("/v1/keys", "{\"role\":\"root\"}").statusCode()).isEqualTo(400);
    assertThat(gateway.post("/v1/keys", "{\"role\":\"read\",\"environment\":\"no\"}").statusCode())
        .isEqualTo(400);
    assertThat(gateway.delete("/v1/keys/key_none").statusCode()).isEqualTo(404);
  }

  @Test
  void ifMatch_isComparedOrRefused_neverPassedOver() {
    gateway.environment("demo");
    gateway.live(TestWorkflow.claim(1).build());
    String at = "/v1/environments/demo";

    for (String path : List.of(at + "/alerts/test", at + "/connection-test", "/v1/keys")) {
      HttpResponse<String> answer =
          gateway.send(
              gateway.request(path).header("If-Match", "\"1\"").POST(BodyPublishers.noBody()));
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(json(answer).path("code").stringValue()).isEqualTo("invalid_if_match");
    }
    HttpResponse<String> erase =
        gateway.send(gateway.request(at + "/runs?user=u").header("If-Match", "\"1\"").DELETE());
    assertThat(json(erase).path("code").stringValue()).isEqualTo("invalid_if_match");
    assertThat(deployKey("\"7\"").statusCode()).isEqualTo(409);
    assertThat(deployKey("\"settings-77\"").statusCode()).isEqualTo(409);
    assertThat(gateway.get(at + "/deploy-key").statusCode()).isEqualTo(404);
    assertThat(deployKey("\"1\"").statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> deployKey(String ifMatch) {
    return gateway.send(
        gateway
            .request("/v1/environments/demo/deploy-key")
            .header("If-Match", ifMatch)
            .POST(BodyPublishers.noBody()));
  }

  @Test
  void roles_mayWhatTheyAreForAndNoMore() {
    String read = gateway.key(Role.READ, Optional.empty());
    String deploy = gateway.key(Role.DEPLOY, Optional.of(DEMO));
    String invoke = gateway.key(Role.INVOKE, Optional.empty());
    String scopedAdmin = gateway.key(Role.ADMIN, Optional.of(DEMO));

    assertThat(as(read, AT + "/variables").statusCode()).isEqualTo(200);
    assertThat(as(invoke, AT + "/variables").statusCode()).isEqualTo(403);
    assertThat(as(read, "/v1/keys").statusCode()).isEqualTo(403);
    assertThat(as(scopedAdmin, "/v1/keys").statusCode()).isEqualTo(403);
    assertThat(post(read, AT + "/syncs").statusCode()).isEqualTo(403);
    assertThat(post(deploy, AT + "/syncs").statusCode()).isEqualTo(202);
    assertThat(post(scopedAdmin, AT + "/syncs").statusCode()).isEqualTo(202);
    assertThat(post(deploy, "/v1/environments/other/syncs").statusCode()).isEqualTo(403);
    assertThat(put(deploy, AT).statusCode()).isEqualTo(403);
    assertThat(put(scopedAdmin, AT).statusCode()).isEqualTo(400);
    assertThat(post("nonsense", AT + "/syncs").statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> as(String key, String path) {
    return gateway.send(gateway.request(path).setHeader("Authorization", "Bearer " + key).GET());
  }

  private HttpResponse<String> post(String key, String path) {
    return gateway.send(
        gateway
            .request(path)
            .setHeader("Authorization", "Bearer " + key)
            .POST(BodyPublishers.noBody()));
  }

  private HttpResponse<String> put(String key, String path) {
    return gateway.send(
        gateway
            .request(path)
            .setHeader("Authorization", "Bearer " + key)
            .PUT(BodyPublishers.ofString("{}")));
  }
}

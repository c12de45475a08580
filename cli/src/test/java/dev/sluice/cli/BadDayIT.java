package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.fixtures.WorkflowRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bad day: a broken release goes live, logins fail, it is taken back by itself, and the fix is
 * tried, promoted and made live. All that can be read afterwards in the history, the logs and the
 * audit log alone.
 */
class BadDayIT {
  private static final String TOKENS = "user:tokens_generation";
  private static final String FILE = "kindeSrc/environment/workflows/claims/Workflow.ts";
  private static final String PASSWORD = "a preview password, long enough";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private final List<String> alerts = new CopyOnWriteArrayList<>();
  private HttpServer pager;
  private Server server;
  private WorkflowRepository repository;

  @BeforeEach
  void start() throws IOException {
    pager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pager.createContext(
        "/",
        exchange -> {
          alerts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    pager.start();
    server = Server.start(folder.resolve("data"));
    repository = WorkflowRepository.create(folder.resolve("team.git"));
    configure("production", true);
    configure("staging", false);
  }

  @AfterEach
  void stop() {
    server.close();
    repository.close();
    pager.stop(0);
  }

  private void configure(String environment, boolean goLiveOnSync) {
    ObjectNode settings = JSON.createObjectNode();
    settings.putObject("repository").put("url", repository.url()).put("pollSeconds", 0);
    settings.put("goLiveOnSync", goLiveOnSync).put("previewPassword", PASSWORD);
    settings.putObject("safetyNet").put("errorPercent", 20).put("leastRuns", 10);
    settings
        .putObject("alerts")
        .put("url", "http://127.0.0.1:" + pager.getAddress().getPort() + "/")
        .put("secret", "an alert secret, long enough");
    server.admin().put("/v1/environments/" + environment, settings.toString()).expect(200);
  }

  @Test
  void badDay_fromTheBreakToTheFix_canBeReadAfterwards() throws IOException {
    push("one", "kinde.accessToken.setCustomClaim('version', 1);");
    sync("production", "released");
    assertThat(version(run("production"))).isEqualTo(1);
    sync("staging", "built");
    post("staging", "/deployments/" + newest("staging") + "/make-live", "{}");

    // A broken release goes live, and logins fail until it is taken back.
    push("two", "kinde.accessToken.setCustomClaim('version', event.context.nobody.version);");
    sync("production", "released");
    await("the way back")
        .atMost(Duration.ofSeconds(60))
        .until(() -> run("production").path("status").asString().equals("completed"));
    assertThat(version(run("production"))).isEqualTo(1);

    // The fix is built in staging, tried there beside what is live, made live, and promoted.
    push("three", "kinde.accessToken.setCustomClaim('version', 3);");
    sync("staging", "built");
    String fix = newest("staging");
    assertThat(version(preview("staging", fix))).isEqualTo(3);
    assertThat(version(run("staging"))).isEqualTo(1);
    post("staging", "/deployments/" + fix + "/make-live", "{\"note\":\"the fix\"}");
    post(
        "production",
        "/promotions",
        "{\"from\":\"staging\",\"release\":2,\"note\":\"ends the incident\"}");
    assertThat(version(run("production"))).isEqualTo(3);

    theHistoryTellsIt(fix);
    theRunsTellIt();
    theAuditLogTellsIt();
    await("the alert")
        .atMost(Duration.ofSeconds(30))
        .until(() -> alerts.stream().anyMatch(alert -> alert.contains("rollback")));
  }

  private String newest(String environment) {
    return get(environment, "/deployments").at("/items/0/id").asString();
  }

  private void theHistoryTellsIt(String fix) {
    JsonNode releases = get("production", "/releases").path("items");
    assertThat(releases.findValuesAsString("action"))
        .containsExactly("promotion", "safety_net", "sync", "sync");
    JsonNode promotion = releases.get(0);
    assertThat(promotion.path("note").asString()).isEqualTo("ends the incident");
    assertThat(promotion.path("reason").asString()).isEqualTo("promotion of release 2 of staging");
    assertThat(promotion.at("/changes/0/to").asString()).isEqualTo(fix);
    JsonNode net = releases.get(1);
    assertThat(net.path("reason").asString()).contains("%");
    assertThat(net.at("/changes/0/to")).isEqualTo(releases.get(3).at("/changes/0/to"));
    assertThat(net.at("/changes/0/from")).isEqualTo(releases.get(2).at("/changes/0/to"));
  }

  private void theRunsTellIt() {
    JsonNode failed =
        await("the failed runs")
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> get("production", "/runs?status=failed&release=2").path("items"),
                runs -> runs.size() >= 10);
    JsonNode run = get("production", "/runs/" + failed.get(0).path("id").asString());
    assertThat(run.at("/error/code").asString()).isEqualTo("uncaught_exception");
    assertThat(run.at("/error/at").asString()).startsWith(FILE + ":");
    JsonNode previews =
        await("the preview's run")
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> get("staging", "/runs?preview=true").path("items"), runs -> !runs.isEmpty());
    assertThat(previews).hasSize(1);
  }

  private void theAuditLogTellsIt() {
    assertThat(get("production", "/audit").path("items").findValuesAsString("action"))
        .contains("environment.put", "release.sync");
    JsonNode net = audited("production", "release.safety_net");
    assertThat(net.at("/by/id").asString()).isEqualTo("safety-net");
    assertThat(net.path("subject").asString()).isEqualTo("3");
    assertThat(net.at("/details/reason").asString()).contains("%", "to release 1");
    JsonNode promotion = audited("production", "release.promotion");
    assertThat(promotion.at("/by/id")).isEqualTo(get("production", "/releases").at("/items/0/by"));
    assertThat(promotion.at("/by/address").asString()).isEqualTo("127.0.0.1");
    assertThat(promotion.at("/details/note").asString()).isEqualTo("ends the incident");
    assertThat(audited("staging", "release.make_live").at("/details/note").asString())
        .isEqualTo("the fix");
  }

  /** The newest of that action. */
  private JsonNode audited(String environment, String action) {
    return get(environment, "/audit?action=" + action).at("/items/0");
  }

  private void push(String message, String statement) throws IOException {
    repository
        .write("kinde.json", "{\"version\":\"2024-12-09\",\"rootDir\":\"kindeSrc\"}")
        .write(
            FILE,
            """
            export const workflowSettings = {
              id: 'claims',
              trigger: 'user:tokens_generation',
              bindings: { 'kinde.accessToken': {} },
            };
            export default async function (event) {
              %s
            }
            """
                .formatted(statement));
    repository.push(message);
  }

  private void sync(String environment, String status) {
    String id =
        server
            .admin()
            .post("/v1/environments/" + environment + "/syncs", "")
            .expect(202)
            .json()
            .path("id")
            .asString();
    await("the end of the sync")
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(environment, "/syncs/" + id).path("status").asString().equals(status));
  }

  private JsonNode run(String environment) {
    return post(environment, "/triggers/" + TOKENS + "/runs", Team.EVENT);
  }

  private JsonNode preview(String environment, String deployment) {
    String path = "/v1/environments/" + environment + "/triggers/" + TOKENS + "/runs";
    return server
        .admin()
        .send(
            server
                .admin()
                .request(path)
                .header("Sluice-Deployment", deployment)
                .header("Sluice-Preview-Password", PASSWORD)
                .POST(BodyPublishers.ofString(Team.EVENT)))
        .expect(200)
        .json();
  }

  private static int version(JsonNode run) {
    return run.at("/effects/accessToken/claims/version").asInt();
  }

  private JsonNode get(String environment, String path) {
    return server.admin().get("/v1/environments/" + environment + path).expect(200).json();
  }

  private JsonNode post(String environment, String path, String body) {
    return server.admin().post("/v1/environments/" + environment + path, body).expect(200).json();
  }
}

package dev.sluice.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.sluice.fixtures.SampleWorkflows;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The run API as an auth service meets it, with real keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunApiIT {
  private static final String API_KEY = "sk_live_d41d8cd98f00b204";
  private static final String PASSWORD = "correct horse battery staple";
  private static final String TOO_LARGE = "x".repeat(1024 * 1024 + 1);

  /** Asks an API with a secret, and puts the secret wherever it might leak from. */
  private static final String LEAKY =
      """
      import {
        accessTokenCustomClaims,
        fetch,
        getEnvironmentVariable,
        WorkflowSettings,
        WorkflowTrigger,
      } from "@kinde/infrastructure";

      export const workflowSettings: WorkflowSettings = {
        id: "leaky",
        trigger: WorkflowTrigger.UserTokenGeneration,
        bindings: { "kinde.accessToken": {}, "kinde.env": {}, "kinde.fetch": {}, url: {} },
      };

      export default async function leaky(event: any) {
        const key = getEnvironmentVariable("API_KEY")?.value;
        const api = getEnvironmentVariable("API_URL")?.value;
        const headers = { Authorization: `Bearer ${key}` };
        await fetch(`${api}/login`, { method: "GET", headers, responseFormat: "text" } as any);
        console.log("the key is", key, { nested: [`<${key}>`] });
        console.warn(`the password is ${event.context.auth?.password}`);
        accessTokenCustomClaims<{ leak: string }>().leak = `key=${key}`;
        if (event.context.fail) throw new Error(`no luck with ${key}`);
      }
      """;

  private final WireMockServer api =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  private Server server;
  private Team team;

  @BeforeAll
  void release(@TempDir Path folder) throws IOException {
    api.start();
    api.stubFor(WireMock.get(urlEqualTo("/login")).willReturn(ok("welcome")));
    server = Server.start(folder.resolve("data"));
    team = Team.connect(server, "production", folder);
    Team.connect(server, "staging", folder).close();
    team.configure(team.repository().url(), "127.0.0.1:" + api.port());
    variable("API_KEY", API_KEY, true);
    variable("API_URL", "http://127.0.0.1:" + api.port(), false);
    team.repository()
        .write("kinde.json", SampleWorkflows.KINDE_JSON)
        .write(SampleWorkflows.FILE, LEAKY);
    team.release("leaky");
  }

  private void variable(String name, String value, boolean secret) {
    String body = "{\"value\": \"%s\", \"secret\": %s}".formatted(value, secret);
    server.admin().put(team.path("/variables/" + name), body).expect(200);
  }

  @AfterAll
  void close() {
    team.close();
    server.close();
    api.stop();
  }

  private Api issued(String role, String environment) {
    String body = "{\"role\": \"%s\", \"environment\": \"%s\"}".formatted(role, environment);
    return server.as(
        server.admin().post("/v1/keys", body).expect(201).json().path("key").asString());
  }

  private static String runs(String environment, String trigger) {
    return "/v1/environments/" + environment + "/triggers/" + trigger + "/runs";
  }

  /**
   * Sends the body only if the server wants it, so that an early answer isn't lost in the reset.
   */
  private static Answer call(Api api, String path, String body) {
    HttpRequest.Builder request = api.request(path).expectContinue(body.equals(TOO_LARGE));
    return api.send(request.POST(BodyPublishers.ofString(body)));
  }

  @Test
  void run_wrongInEveryWay_isRefusedForTheKeyFirst() {
    String nowhere = runs("nowhere", "no:trigger");

    call(server.anonymous(), nowhere, TOO_LARGE).expectProblem(401, "unauthorized");
    call(server.as("sluice_not-a-key"), nowhere, TOO_LARGE).expectProblem(401, "unauthorized");
  }

  @Test
  void run_withAKeyThatMayNot_isForbiddenWhateverElseIsWrong() {
    for (String role : List.of("read", "deploy")) {
      Api caller = issued(role, "production");
      call(caller, runs("production", "no:trigger"), TOO_LARGE).expectProblem(403, "forbidden");
    }
    Api elsewhere = issued("invoke", "staging");
    call(elsewhere, runs("production", "no:trigger"), "").expectProblem(403, "forbidden");
    call(elsewhere, runs("nowhere", "no:trigger"), "").expectProblem(403, "forbidden");
  }

  @Test
  void run_ofSomethingUnknown_isNotFoundBeforeItsBodyIsLookedAt() {
    Api everywhere =
        server.as(
            server
                .admin()
                .post("/v1/keys", "{\"role\": \"invoke\"}")
                .expect(201)
                .json()
                .path("key")
                .asString());

    call(everywhere, runs("nowhere", "no:trigger"), TOO_LARGE)
        .expectProblem(404, "unknown_environment");
    call(everywhere, runs("production", "no:trigger"), TOO_LARGE)
        .expectProblem(404, "unknown_trigger");
  }

  @Test
  void run_withABodyThatIsTooLarge_isRefusedBeforeItIsRead() {
    call(invoker(), team.runs("user:tokens_generation"), TOO_LARGE).expectProblem(413, "too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"event\": 1}", "{\"event\": {\"context\": 1}}"})
  void run_withABodyThatIsNoEvent_isABadRequest(String body) {
    call(invoker(), team.runs("user:tokens_generation"), body).expectProblem(400, "invalid_body");
  }

  @Test
  void run_asPlainText_isReadAsJson() {
    HttpRequest.Builder request =
        invoker().request(team.runs("user:pre_mfa")).header("Content-Type", "text/plain");

    Answer answer = invoker().send(request.POST(BodyPublishers.ofString(Team.EVENT)));

    assertThat(answer.expect(200).json().path("status").asString()).isEqualTo("no_workflow");
    assertThat(answer.json().path("decision").asString()).isEqualTo("continue");
  }

  private Api invoker() {
    return issued("invoke", "production");
  }

  @Test
  void invokeKey_mayRunAndNothingElse() {
    Api invoker = invoker();

    call(invoker, team.runs("user:tokens_generation"), Team.EVENT).expect(200);
    invoker.get(team.path("")).expectProblem(403, "forbidden");
    invoker.get(team.path("/runs")).expectProblem(403, "forbidden");
    invoker.post(team.path("/syncs"), "").expectProblem(403, "forbidden");
    invoker.put(team.path("/variables/X"), "{\"value\": \"x\"}").expectProblem(403, "forbidden");
    invoker.post("/v1/keys", "{\"role\": \"admin\"}").expectProblem(403, "forbidden");
  }

  @Test
  void secrets_neverComeBack() throws IOException {
    String event =
        """
        {"event": {"request": {},
                   "context": {"fail": %s, "auth": {"password": "%s"}, "user": {"id": "kp_1"}}}}
        """;
    String path = team.runs("user:tokens_generation");
    Answer good = server.admin().post(path, event.formatted(false, PASSWORD)).expect(200);
    Answer bad = server.admin().post(path, event.formatted(true, PASSWORD)).expect(200);

    assertThat(good.json().path("status").asString()).isEqualTo("completed");
    api.verify(
        getRequestedFor(urlEqualTo("/login"))
            .withHeader("Authorization", equalTo("Bearer " + API_KEY)));
    assertThat(bad.json().path("status").asString()).isEqualTo("failed");
    assertThat(bad.body()).contains("[REDACTED]").doesNotContain(API_KEY);
    for (Answer run : List.of(good, bad)) {
      JsonNode stored = stored(run);
      assertThat(stored.path("log").toString()).contains("[REDACTED]");
      assertThat(stored.toString()).doesNotContain(API_KEY).doesNotContain(PASSWORD);
    }
    assertThat(server.admin().get(team.path("/variables")).expect(200).body())
        .contains("API_KEY")
        .doesNotContain(API_KEY);
    assertThat(server.admin().get(team.path("")).expect(200).body()).doesNotContain(Team.SECRET);
    assertNowhereOnDisk(API_KEY, PASSWORD, Team.SECRET, Server.ADMIN_KEY);
    assertThat(server.process().output()).doesNotContain(API_KEY).doesNotContain(PASSWORD);
  }

  /** Runs are written off the request path, so one may be a moment late. */
  private JsonNode stored(Answer run) {
    String path = team.path("/runs/" + run.json().path("runId").asString());
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> server.admin().get(path), it -> it.status() == 200)
        .json();
  }

  private void assertNowhereOnDisk(String... secrets) throws IOException {
    try (Stream<Path> files = Files.walk(server.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(secrets);
      }
    }
  }

  @Test
  void idempotencyKey_ofARepeatedCall_givesTheSameAnswerWithoutASecondRun() {
    Api invoker = invoker();
    api.resetRequests();

    List<String> answers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> repeated(invoker, Team.EVENT)))
            .toList()
            .stream()
            .map(it -> it.join().expect(200).body())
            .distinct()
            .toList();

    assertThat(answers).hasSize(1);
    api.verify(1, getRequestedFor(urlEqualTo("/login")));
    repeated(invoker, "{\"event\": {}}").expectProblem(422, "idempotency_key_reused");
  }

  private Answer repeated(Api invoker, String body) {
    HttpRequest.Builder request =
        invoker.request(team.runs("user:tokens_generation")).header("Idempotency-Key", "login-1");
    return invoker.send(request.POST(BodyPublishers.ofString(body)));
  }
}

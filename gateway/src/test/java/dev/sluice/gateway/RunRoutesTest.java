package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.M2M;
import static dev.sluice.gateway.TestWorkflow.PASSWORD;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.Events;
import dev.sluice.registry.key.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunRoutesTest {
  private static final String EMPTY = "{\"event\":{}}";

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
  void run_thatCompletes_answersWhoDecidedWhat() {
    int release = gateway.live(TestWorkflow.claim("event.context.user.id").build());

    JsonNode answer = json(gateway.post(runs(TOKENS), Events.call(TOKENS)));

    assertThat(answer.path("runId").stringValue()).startsWith("run_");
    assertThat(answer.path("status").stringValue()).isEqualTo("completed");
    assertThat(answer.path("decision").stringValue()).isEqualTo("continue");
    assertThat(answer.at("/workflow/id").stringValue()).isEqualTo("addClaim");
    assertThat(answer.at("/workflow/deploymentId").stringValue()).startsWith("dep_");
    assertThat(answer.at("/workflow/commit").stringValue()).hasSize(40);
    assertThat(answer.at("/workflow/release").intValue()).isEqualTo(release);
    assertThat(answer.at("/effects/accessToken/claims/v").stringValue()).isEqualTo("kp_1");
    assertThat(answer.path("durationMs").isNumber()).isTrue();
    assertThat(answer.has("error")).isFalse();
  }

  @Test
  void run_thatDenies_saysStop() {
    gateway.live(new TestWorkflow("deny", TOKENS, "kinde.auth.denyAccess('no')").build());

    JsonNode answer = json(gateway.run(TOKENS));

    assertThat(answer.path("status").stringValue()).isEqualTo("denied");
    assertThat(answer.path("decision").stringValue()).isEqualTo("stop");
    assertThat(answer.at("/effects/auth/denied/reason").stringValue()).isEqualTo("no");
  }

  @Test
  void run_isGivenTheEventWhole_andTheTokensClaims() {
    gateway.live(
        TestWorkflow.claim(
                "{ seen: event, had: kinde.accessToken.getCustomClaims(), also: typeof"
                    + " kinde.idToken }")
            .build());
    String event =
        """
        {"request":{"authUrlParams":{"utm":["a"]}},"extra":null,"context":{"unheardOf":{"deep":[1.5]},
         "auth":{"provider":{"protocol":"saml","data":{"assertion":{"attributeStatements":[]}}},
         "hasUserRecordInKinde":false,"suppliedUsername":"ada","providedEmail":"a@example.com"}}}
        """;

    JsonNode answer =
        json(
            gateway.post(
                runs(TOKENS),
                "{\"event\":" + event + ",\"tokens\":{\"accessToken\":{\"present\":[1]}}}"));

    JsonNode claim = answer.at("/effects/accessToken/claims/v");
    assertThat(claim.path("seen")).isEqualTo(new JsonMapper().readTree(event));
    assertThat(claim.path("had").toString()).isEqualTo("{\"present\":[1]}");
    assertThat(claim.path("also").stringValue()).isEqualTo("undefined");
  }

  @Test
  void run_thatFails_saysWhyAndIsStill200() {
    gateway.live(new TestWorkflow("fail", TOKENS, "throw new Error('\"quoted\"')").build());

    HttpResponse<String> answer = gateway.run(TOKENS);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("status").stringValue()).isEqualTo("failed");
    assertThat(json(answer).path("decision").stringValue()).isEqualTo("stop");
    assertThat(json(answer).at("/error/message").stringValue()).contains("\"quoted\"");
    assertThat(json(answer).path("effects").isEmpty()).isTrue();
  }

  @Test
  void run_ofTriggerWithNothingLive_continues() {
    gateway.live(TestWorkflow.claim(1).build());

    JsonNode answer = json(gateway.run(M2M));

    assertThat(answer.path("status").stringValue()).isEqualTo("no_workflow");
    assertThat(answer.path("decision").stringValue()).isEqualTo("continue");
    assertThat(answer.has("workflow")).isFalse();
  }

  @Test
  void answers_areNeverKept() {
    HttpResponse<String> answer = gateway.run(PASSWORD);

    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void checks_areMadeInTheDocumentedOrder() {
    String invoke = gateway.key(Role.INVOKE, Optional.of(DEMO));
    String read = gateway.key(Role.READ, Optional.empty());
    String big = "x".repeat(1024 * 1024 + 1);

    expect(401, "unauthorized", post("/v1/environments/no/triggers/no/runs", "nonsense", big));
    expect(403, "forbidden", post("/v1/environments/no/triggers/no/runs", read, big));
    expect(403, "forbidden", post("/v1/environments/other/triggers/no/runs", invoke, big));
    expect(404, "unknown_trigger", post("/v1/environments/demo/triggers/no/runs", invoke, big));
    expect(413, "too_large", post(runs(TOKENS), invoke, big));
    expect(400, "invalid_body", post(runs(TOKENS), invoke, "{"));
    expect(
        404,
        "unknown_environment",
        post("/v1/environments/other/triggers/no/runs", TestGateway.ADMIN, big));
    expect(
        404,
        "unknown_environment",
        post("/v1/environments/Not_A_Name/triggers/no/runs", TestGateway.ADMIN, big));
  }

  @Test
  void keys_missingOrMalformed_are401() {
    HttpRequest.Builder none =
        HttpRequest.newBuilder(gateway.request(runs(TOKENS)).build().uri())
            .POST(BodyPublishers.ofString(EMPTY));
    HttpRequest.Builder basic =
        HttpRequest.newBuilder(gateway.request(runs(TOKENS)).build().uri())
            .header("Authorization", "Basic YTpi")
            .POST(BodyPublishers.ofString(EMPTY));

    expect(401, "unauthorized", gateway.send(none));
    expect(401, "unauthorized", gateway.send(basic));
    assertThat(gateway.send(none).headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void bodies_thatAreNoCall_areToldWhat() {
    for (String body :
        new String[] {
          "",
          "null",
          "[]",
          "{}",
          "{\"event\":1}",
          "{\"event\":{\"request\":1}}",
          "{\"event\":{\"context\":null}}",
          "{\"event\":{},\"tokens\":[]}",
          "{\"event\":{},\"tokens\":{\"idToken\":1}}",
          "{\"event\":{}} trailing",
          "[".repeat(2000)
        }) {
      expect(400, "invalid_body", gateway.post(runs(TOKENS), body));
    }
  }

  @Test
  void body_isReadAsJson_whateverItsContentType() {
    HttpRequest.Builder form =
        gateway
            .request(runs(TOKENS))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(EMPTY));

    assertThat(gateway.send(form).statusCode()).isEqualTo(200);
  }

  @Test
  void body_thatAnEditorMarked_isRead() {
    assertThat(gateway.post(runs(TOKENS), "\uFEFF" + EMPTY).statusCode()).isEqualTo(200);
    String admin = "/v1/environments/demo/variables/MARKED";
    assertThat(gateway.put(admin, "\uFEFF{\"value\":\"x\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void body_withAnUnknownField_isRefusedByName() {
    assertThat(detail("{\"event\":{},\"tokens\":{\"acessToken\":{}}}"))
        .isEqualTo(
            "There is no field `tokens.acessToken`; known are: accessToken, idToken, m2mToken.");
    assertThat(detail("{\"event\":{},\"token\":{}}"))
        .isEqualTo("There is no field `token`; known are: event, tokens.");
    assertThat(detail("{\"event\":{},\"" + "x".repeat(9_000) + "\":1}")).hasSizeLessThan(200);
    assertThat(detail("{\"event\":{},\"tokens\":null}")).startsWith("`tokens` must be an object");
    assertThat(gateway.post(runs(TOKENS), "{\"event\":{\"any\":1,\"request\":{}}}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void body_withAMemberTwice_isRefusedByName() {
    assertThat(detail("{\"event\":{},\"event\":{}}")).startsWith("The field `event` is there");
    assertThat(detail("{\"tokens\":{},\"event\":{},\"tokens\":{}}"))
        .startsWith("The field `tokens` is there");
    assertThat(detail("{\"event\":{},\"tokens\":{\"idToken\":{},\"idToken\":{\"a\":1}}}"))
        .startsWith("The field `tokens.idToken` is there");
  }

  @Test
  void body_thatIsNotJson_isToldWhereInOurWords() {
    assertThat(detail("{\"event\":{\n\"secret\":nul}}"))
        .startsWith("The body isn't JSON: line 2, column ")
        .contains("within an object, only names in double quotes")
        .doesNotContain("secret", "nul", "token");
  }

  private String detail(String body) {
    HttpResponse<String> answer = gateway.post(runs(TOKENS), body);
    expect(400, "invalid_body", answer);
    return json(answer).path("detail").stringValue();
  }

  @Test
  void headers_thatCannotBeHonoured_are400() {
    expect(400, "invalid_deadline", with("Sluice-Deadline-Ms", "0"));
    expect(400, "invalid_deadline", with("Sluice-Deadline-Ms", "-1"));
    expect(400, "invalid_deadline", with("Sluice-Deadline-Ms", "1.5"));
    expect(400, "invalid_deadline", with("Sluice-Deadline-Ms", "soon"));
    expect(403, "preview_refused", with("Sluice-Deployment", "dep_1"));
    expect(400, "invalid_idempotency_key", with("Idempotency-Key", "k".repeat(201)));
    assertThat(with("traceparent", "00-1-2-01").statusCode()).isEqualTo(200);
  }

  @Test
  void deadline_ofTheCaller_endsTheRun() {
    gateway.live(new TestWorkflow("loop", TOKENS, "for (;;);").build());

    JsonNode answer = json(with("Sluice-Deadline-Ms", "50"));

    assertThat(answer.path("status").stringValue()).isEqualTo("failed");
    assertThat(answer.path("durationMs").doubleValue()).isBetween(50.0, 4000.0);
  }

  @Test
  void deadline_beyondTheEnvironments_isCapped() {
    assertThat(with("Sluice-Deadline-Ms", "5001").statusCode()).isEqualTo(200);
    assertThat(with("Sluice-Deadline-Ms", "9".repeat(40)).statusCode()).isEqualTo(200);
  }

  @Test
  void key_revokedOverTheApi_isWorthlessAtOnce() {
    JsonNode issued = json(gateway.post("/v1/keys", "{\"role\":\"invoke\"}"));
    String key = issued.path("key").stringValue();
    assertThat(post(runs(TOKENS), key, EMPTY).statusCode()).isEqualTo(200);

    assertThat(gateway.delete("/v1/keys/" + issued.path("id").stringValue()).statusCode())
        .isEqualTo(204);

    expect(401, "unauthorized", post(runs(TOKENS), key, EMPTY));
  }

  @Test
  void scopedKey_runsItsOwnEnvironmentOnly() {
    gateway.environment("other");
    String invoke = gateway.key(Role.INVOKE, Optional.of(DEMO));

    assertThat(post(runs(TOKENS), invoke, EMPTY).statusCode()).isEqualTo(200);
    expect(
        403,
        "forbidden",
        post("/v1/environments/other/triggers/" + TOKENS + "/runs", invoke, EMPTY));
    expect(403, "forbidden", send("/v1/environments/demo/runs", invoke));
  }

  private HttpResponse<String> with(String header, String value) {
    return gateway.send(
        gateway.request(runs(TOKENS)).header(header, value).POST(BodyPublishers.ofString(EMPTY)));
  }

  private HttpResponse<String> post(String path, String key, String body) {
    return gateway.send(
        gateway
            .request(path)
            .setHeader("Authorization", "Bearer " + key)
            // A refusal may come before the body was sent, and is lost to who goes on sending.
            .expectContinue(true)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(String path, String key) {
    return gateway.send(gateway.request(path).setHeader("Authorization", "Bearer " + key));
  }

  private static void expect(int status, String code, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).path("code").stringValue()).isEqualTo(code);
    assertThat(json(answer).path("status").intValue()).isEqualTo(status);
    assertThat(json(answer).path("detail").stringValue()).isNotBlank();
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Secret;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.variable.Variables;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Variables, and secrets that have two values for a time. */
class VariableRoutesTest {
  private static final String AT = "/v1/environments/demo/variables";
  private static final String KEY = AT + "/KEY";
  private static final String SECRET =
      "{\"value\":\"the-first-value\",\"secret\":true,\"next\":\"the-second-value\"}";

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

  private JsonNode done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("the-first", "the-second");
    return json(answer);
  }

  private void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("code").stringValue()).isEqualTo(code);
    assertThat(answer.body()).doesNotContain("the-first", "the-second");
  }

  @Test
  void variable_put_saysWhenAndByWhom() {
    String deploy = gateway.key(Role.DEPLOY, Optional.of(DEMO));
    String id = json(gateway.get("/v1/keys")).at("/items/0/id").stringValue();

    done(as(deploy, "PUT", AT + "/PLAIN", "{\"value\":\"seen\"}"));

    JsonNode listed = done(gateway.get(AT)).at("/items/0");
    assertThat(listed.path("updatedBy").stringValue()).isEqualTo(id);
    assertThat(Instant.parse(listed.path("updatedAt").stringValue()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    assertThat(listed.path("value").stringValue()).isEqualTo("seen");
    assertThat(listed.has("nextSet")).isFalse();
  }

  @Test
  void variable_madeSecretWhileAnotherPutsIt_staysSecret() {
    gateway.close();
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    FarRegistry raced =
        new FarRegistry(
            TestGateway.open(data),
            method -> {
              if (method.getDeclaringClass().equals(Variables.class)
                  && method.getName().equals("put")) {
                meanwhile.getAndSet(() -> {}).run();
              }
            });
    gateway = new TestGateway(raced.registry(), GatewaySettings.DEFAULT);
    Variable secret = new Variable(new VariableName("KEY"), new Secret("the-first-value"), true);
    meanwhile.set(() -> raced.real().variables().put(DEMO, secret, new KeyId("key_other")));

    JsonNode put = done(gateway.put(KEY, "{\"value\":\"the-second-value\"}"));

    assertThat(put.path("secret").booleanValue()).isTrue();
    assertThat(done(gateway.get(AT)).at("/items/0").has("value")).isFalse();
  }

  @Test
  void secret_withANextValue_showsThatAndNeitherValue() {
    JsonNode put = done(gateway.put(KEY, SECRET));

    assertThat(put.path("nextSet").booleanValue()).isTrue();
    assertThat(put.has("warnings")).isFalse();
    assertThat(done(gateway.get(AT)).at("/items/0")).isEqualTo(put);
    assertThat(gateway.put(KEY, "{\"value\":\"another one\",\"secret\":true}").body())
        .contains("\"nextSet\":false");
  }

  @Test
  void secret_beingRotated_givesRunsBothValuesThenTheNewOne() {
    gateway.live(TestWorkflow.claim("kinde.env.get('KEY')").build());
    gateway.put(KEY, SECRET);
    assertThat(claim())
        .isEqualTo(
            "{\"value\":\"the-first-value\",\"isSecret\":true,\"next\":\"the-second-value\"}");

    JsonNode rotated = done(gateway.post(KEY + "/rotate", ""));

    assertThat(rotated.path("nextSet").booleanValue()).isFalse();
    assertThat(claim()).isEqualTo("{\"value\":\"the-second-value\",\"isSecret\":true}");
    refused(gateway.post(KEY + "/rotate", ""), 409, "no_next_value");
    refused(gateway.post(AT + "/NONE/rotate", ""), 404, "unknown_variable");
    refused(gateway.post(AT + "/1X/rotate", ""), 404, "unknown_variable");
  }

  @Test
  void rollback_afterARotation_bringsNoOldSecretBack() {
    gateway.put(KEY, SECRET);
    gateway.live(TestWorkflow.claim("kinde.env.get('KEY')?.value").build());
    gateway.live(TestWorkflow.claim("'another version'").build());
    gateway.post(KEY + "/rotate", "");

    gateway.post("/v1/environments/demo/releases/1/rollback", "");

    assertThat(claim()).isEqualTo("\"the-second-value\"");
  }

  @Test
  void secret_putAgainWithoutSayingSo_staysSecret() {
    gateway.put(KEY, SECRET);

    JsonNode put = done(gateway.put(KEY, "{\"value\":\"a-later-value\"}"));

    assertThat(put.path("secret").booleanValue()).isTrue();
    assertThat(put.toString()).doesNotContain("a-later-value");
    assertThat(done(gateway.put(KEY, "{\"value\":\"plain\",\"secret\":false}")).path("value"))
        .hasToString("\"plain\"");
  }

  @Test
  void variable_ofHalfACharacter_isRefused() {
    refused(gateway.put(KEY, "{\"value\":\"\\ud800\"}"), 400, "invalid_body");
  }

  @Test
  void variable_oneTooMany_isRefused() {
    Variables variables = gateway.registry.variables();
    for (int i = 0; i < Variables.MOST; i++) {
      Variable small = new Variable(new VariableName("V" + i), new Secret("v"), false);
      variables.put(DEMO, small, new KeyId("key_test"));
    }

    HttpResponse<String> answer = gateway.put(AT + "/ONE_MORE", "{\"value\":\"v\"}");

    refused(answer, 409, "environment_full");
    assertThat(json(answer).path("detail").stringValue())
        .isEqualTo("The environment demo has 1,000 variables, as many as it may.");
  }

  @Test
  void nextValue_putAlone_leavesThePresentOne() {
    gateway.live(TestWorkflow.claim("kinde.env.get('KEY')").build());
    gateway.put(KEY, "{\"value\":\"the-first-value\",\"secret\":true}");

    done(gateway.put(KEY + "/next", "{\"value\":\"the-second-value\"}"));
    assertThat(claim()).contains("the-first-value", "the-second-value");
    done(gateway.delete(KEY + "/next"));
    assertThat(claim()).isEqualTo("{\"value\":\"the-first-value\",\"isSecret\":true}");
    refused(gateway.delete(KEY + "/next"), 409, "no_next_value");
    refused(gateway.delete(AT + "/NONE/next"), 404, "unknown_variable");
    refused(gateway.delete(AT + "/1X/next"), 404, "unknown_variable");
  }

  @Test
  void nextValue_ofWhatCannotHaveOne_isRefused() {
    gateway.put(KEY, "{\"value\":\"plain\"}");
    String next = "{\"value\":\"the-second-value\"}";

    refused(gateway.put(KEY + "/next", next), 409, "not_secret");
    refused(gateway.put(AT + "/NONE/next", next), 404, "unknown_variable");
    refused(gateway.put(KEY + "/next", "{\"value\":1}"), 400, "invalid_body");
    refused(gateway.put(KEY + "/next", "{\"next\":\"the-second-value\"}"), 400, "invalid_body");
    refused(gateway.put(AT + "/1X/next", next), 404, "unknown_variable");
    refused(gateway.put(KEY + "/next", "{}"), 400, "invalid_body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"value":"v","next":"n"}                 | add `"secret": true`
          {"value":"v","secret":false,"next":"n"}  | add `"secret": true`
          {"secret":true,"next":"n"}               | field `value` is missing
          {"value":"v","secret":true,"next":1}     | field `next` must be text
          {"value":"v","secret":true,"next":""}    | `next` is empty. To end a rotation: DELETE
          {"value":"v","secret":true,"next":null}  | field `next` is null
          {"value":"v","secret":null}              | field `secret` is null
          {"value":"v","nxt":"n"}                  | no field `nxt`; known are: next, preview, secret, value
          """)
  void variable_thatIsWrong_isToldWhere(String body, String telling) {
    HttpResponse<String> answer = gateway.put(KEY, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).contains(telling);
    assertThat(json(gateway.get(AT)).path("items")).isEmpty();
  }

  @Test
  void nextValue_thatIsEmpty_isRefusedAndToldHowToEndTheRotation() {
    gateway.put(KEY, SECRET);

    HttpResponse<String> answer = gateway.put(KEY + "/next", "{\"value\":\"\"}");

    refused(answer, 400, "invalid_body");
    assertThat(json(answer).path("detail").stringValue())
        .isEqualTo("`value` is empty. To end a rotation: DELETE …/variables/{name}/next.");
    assertThat(claimedNext()).isEqualTo("the-second-value");
  }

  private String claimedNext() {
    return gateway
        .registry
        .variables()
        .list(DEMO)
        .getFirst()
        .variable()
        .next()
        .map(Secret::reveal)
        .orElse("");
  }

  @Test
  void value_overlong_isRefused() {
    String overlong = "x".repeat(64 * 1024 + 1);

    refused(gateway.put(KEY, "{\"value\":\"" + overlong + "\"}"), 400, "invalid_body");
    refused(
        gateway.put(KEY, "{\"value\":\"v\",\"secret\":true,\"next\":\"" + overlong + "\"}"),
        400,
        "invalid_body");
    gateway.put(KEY, SECRET);
    refused(gateway.put(KEY + "/next", "{\"value\":\"" + overlong + "\"}"), 400, "invalid_body");
  }

  @Test
  void secret_tooShortToBeHidden_isTakenWithAWarning() {
    JsonNode both =
        done(gateway.put(KEY, "{\"value\":\"12345\",\"secret\":true,\"next\":\"abcde\"}"));

    assertThat(both.path("secret").booleanValue()).isTrue();
    assertThat(both.path("warnings")).hasSize(2);
    assertThat(both.at("/warnings/0").stringValue())
        .startsWith("The value has fewer than 6 characters");
    assertThat(both.at("/warnings/1").stringValue()).startsWith("The next value has fewer");
    assertThat(done(gateway.put(KEY, "{\"value\":\"123456\",\"secret\":true}")).has("warnings"))
        .isFalse();
    assertThat(done(gateway.put(KEY + "/next", "{\"value\":\"abcde\"}")).path("warnings"))
        .hasSize(1);
    assertThat(done(gateway.put(KEY, "{\"value\":\"12345\",\"secret\":false}")).has("warnings"))
        .isFalse();
    assertThat(done(gateway.get(AT)).at("/items/0").has("warnings")).isFalse();
  }

  @Test
  void rotation_isForWhoeverMayDeploy() {
    gateway.put(KEY, SECRET);
    String deploy = gateway.key(Role.DEPLOY, Optional.of(DEMO));
    String next = "{\"value\":\"the-second-value\"}";
    gateway.environment("other");
    String elsewhere = KEY.replace("demo", "other");

    for (Role role : new Role[] {Role.READ, Role.INVOKE}) {
      String other = gateway.key(role, Optional.empty());
      refused(as(other, "POST", KEY + "/rotate", ""), 403, "forbidden");
      refused(as(other, "PUT", KEY + "/next", next), 403, "forbidden");
      refused(as(other, "DELETE", KEY + "/next", ""), 403, "forbidden");
    }
    refused(as(deploy, "POST", elsewhere + "/rotate", ""), 403, "forbidden");
    refused(as("nonsense", "POST", KEY + "/rotate", ""), 401, "unauthorized");
    refused(gateway.post(KEY.replace("demo", "no") + "/rotate", ""), 404, "unknown_environment");
    done(as(deploy, "POST", KEY + "/rotate", ""));
    done(as(deploy, "PUT", KEY + "/next", next));
    done(as(deploy, "DELETE", KEY + "/next", ""));
  }

  @Test
  void rotation_comparesOnlyWhatIfMatchNames() {
    gateway.put(KEY, SECRET);

    for (String path : new String[] {"/rotate", "/next"}) {
      HttpResponse<String> answer =
          gateway.send(
              gateway
                  .request(KEY + path)
                  .header("If-Match", "\"1\"")
                  .method(path.equals("/next") ? "DELETE" : "POST", BodyPublishers.noBody()));
      refused(answer, 409, "not_the_live_release");
    }
    assertThat(done(gateway.get(AT)).at("/items/0/nextSet").booleanValue()).isTrue();
  }

  private String claim() {
    return json(gateway.run(TOKENS)).at("/effects/accessToken/claims/v").toString();
  }

  private HttpResponse<String> as(String key, String method, String path, String body) {
    return gateway.send(
        gateway
            .request(path)
            .setHeader("Authorization", "Bearer " + key)
            .method(method, BodyPublishers.ofString(body)));
  }
}

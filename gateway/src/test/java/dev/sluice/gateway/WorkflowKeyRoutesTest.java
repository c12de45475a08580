package dev.sluice.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.sluice.registry.key.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Keys for what workflows send by {@code kinde.secureFetch}. */
class WorkflowKeyRoutesTest {
  private static final String AT = "/v1/environments/demo/workflows/send/keys";
  private static final String OWN = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    API.stubFor(post(anyUrl()).willReturn(ok()));
    gateway = new TestGateway(data);
    gateway.environment(
        "demo",
        """
        {"repository":{"url":"https://example.com/a.git"},
         "egress":{"allow":["localhost:%d"]},"secureFetch":{"layout":"tag_last"}}\
        """
            .formatted(API.getPort()));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private JsonNode added(String body) {
    HttpResponse<String> answer = gateway.post(AT, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private static String path(JsonNode key) {
    return AT + "/" + key.path("id").stringValue();
  }

  @Test
  void add_aWorkflowsFirst_showsItsValueThisOnceAndIsActive() {
    JsonNode key = added("");

    assertThat(Base64.getDecoder().decode(key.path("value").stringValue())).hasSize(32);
    assertThat(key.path("id").stringValue()).startsWith("wfk_");
    assertThat(key.path("active").booleanValue()).isTrue();
    JsonNode listed = json(gateway.get(AT)).at("/items/0");
    assertThat(listed.has("value")).isFalse();
    assertThat(listed.path("createdBy").stringValue()).isEqualTo("key_bootstrap");
    assertThat(listed.path("createdAt")).isEqualTo(key.path("createdAt"));
  }

  @Test
  void add_oneWithAnOwnValue_doesNotShowIt() {
    JsonNode key = added("{\"value\":\"%s\"}".formatted(OWN));

    assertThat(key.has("value")).isFalse();
    assertThat(gateway.get(AT).body()).doesNotContain(OWN);
    assertThat(opened(sent(), OWN)).isEqualTo("the body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"value":"c2hvcnQ="}    | 32 bytes
          {"value":"no base64 %"} | openssl rand -base64 32
          {"value":""}            | 32 bytes
          {"value":7}             | field `value` must be text
          {"activate":"yes"}      | field `activate` must be true or false
          {"active":true}         | no field `active`; known are: activate, value
          []                      | JSON object
          {                       | isn't JSON
          """)
  void add_whatIsWrong_isToldWhere(String body, String telling) {
    HttpResponse<String> answer = gateway.post(AT, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue())
        .contains(telling)
        .doesNotContain("c2hvcnQ", "no base64");
    assertThat(json(gateway.get(AT)).path("items")).isEmpty();
  }

  @Test
  void add_moreThanAWorkflowMayHave_isRefused() {
    for (int i = 0; i < 20; i++) {
      added("");
    }

    HttpResponse<String> answer = gateway.post(AT, "{\"activate\":true}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).path("code").stringValue()).isEqualTo("too_many_workflow_keys");
    assertThat(json(gateway.get(AT + "?limit=50")).path("items")).hasSize(20);
  }

  @Test
  void activate_another_countsFromTheNextRunOn() {
    JsonNode first = added("");
    gateway.live(sending().build());
    assertThat(opened(sent(), first.path("value").stringValue())).isEqualTo("the body");

    JsonNode second = added("");
    assertThat(second.path("active").booleanValue()).isFalse();
    assertThat(opened(sent(), first.path("value").stringValue())).isEqualTo("the body");

    HttpResponse<String> answer = gateway.post(path(second) + "/activate", "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("active").booleanValue()).isTrue();
    assertThat(json(answer).has("value")).isFalse();
    assertThat(opened(sent(), second.path("value").stringValue())).isEqualTo("the body");
    assertThat(json(gateway.get(AT)).at("/items/1/active").booleanValue()).isFalse();
  }

  @Test
  void add_active_countsFromTheNextRunOn() {
    added("");
    gateway.live(sending().build());

    JsonNode second = added("{\"activate\":true}");

    assertThat(second.path("active").booleanValue()).isTrue();
    assertThat(opened(sent(), second.path("value").stringValue())).isEqualTo("the body");
  }

  @Test
  void deactivate_theActiveOne_leavesRunsWithoutOneAndSaysWhatToDo() {
    JsonNode key = added("");
    gateway.live(sending().build());

    HttpResponse<String> answer = gateway.post(path(key) + "/deactivate", "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("active").booleanValue()).isFalse();
    assertThat(json(gateway.run(TOKENS)).at("/error/message").stringValue())
        .contains("no active encryption key", "POST " + AT);
  }

  @Test
  void delete_onlyWhileInactive_isGone() {
    JsonNode key = added("");

    HttpResponse<String> refused = gateway.delete(path(key));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("code").stringValue()).isEqualTo("key_active");

    gateway.post(path(key) + "/deactivate", "");
    assertThat(gateway.delete(path(key)).statusCode()).isEqualTo(204);
    assertThat(json(gateway.get(AT)).path("items")).isEmpty();
    assertThat(gateway.delete(path(key)).statusCode()).isEqualTo(404);
  }

  @Test
  void change_ofAKeyThatIsNotThere_isNotFound() {
    JsonNode key = added("");
    String ofAnother = path(key).replace("send", "other");

    for (String path : new String[] {AT + "/wfk_none", ofAnother}) {
      for (String change : new String[] {"/activate", "/deactivate"}) {
        HttpResponse<String> answer = gateway.post(path + change, "");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("code").stringValue()).isEqualTo("unknown_workflow_key");
      }
      assertThat(gateway.delete(path).statusCode()).isEqualTo(404);
    }
    String elsewhere = AT.replace("demo", "missing");
    assertThat(gateway.get(elsewhere).statusCode()).isEqualTo(404);
    assertThat(gateway.post(elsewhere, "").statusCode()).isEqualTo(404);
  }

  @Test
  void keys_ofAWorkflowDeletedOrRolledBack_stay() {
    JsonNode key = added("");
    gateway.live(sending().build());
    gateway.live(TestWorkflow.claim(1).build());

    gateway.post("/v1/environments/demo/releases/1/rollback", "");
    assertThat(opened(sent(), key.path("value").stringValue())).isEqualTo("the body");
    gateway.delete("/v1/environments/demo/workflows/send");

    assertThat(json(gateway.get(AT)).at("/items/0/active").booleanValue()).isTrue();
  }

  @Test
  void keys_areForWhoeverMayDeployAndListedForReaders() {
    String key = path(added(""));
    String deploy = gateway.key(Role.DEPLOY, Optional.of(DEMO));
    String read = gateway.key(Role.READ, Optional.of(DEMO));
    String invoke = gateway.key(Role.INVOKE, Optional.empty());
    gateway.environment("other");
    String elsewhere = AT.replace("demo", "other");

    assertThat(call(deploy, "POST", AT)).isEqualTo(201);
    assertThat(call(deploy, "POST", key + "/deactivate")).isEqualTo(200);
    assertThat(call(deploy, "POST", key + "/activate")).isEqualTo(200);
    assertThat(call(deploy, "POST", elsewhere)).isEqualTo(403);
    assertThat(call(read, "GET", AT)).isEqualTo(200);
    assertThat(call(invoke, "GET", AT)).isEqualTo(403);
    for (String other : new String[] {read, invoke}) {
      assertThat(call(other, "POST", AT)).isEqualTo(403);
      assertThat(call(other, "POST", key + "/activate")).isEqualTo(403);
      assertThat(call(other, "POST", key + "/deactivate")).isEqualTo(403);
      assertThat(call(other, "DELETE", key)).isEqualTo(403);
    }
    assertThat(call("nonsense", "GET", AT)).isEqualTo(401);
    assertThat(json(gateway.get(AT + "?limit=1")).path("next").isNull()).isFalse();
    assertThat(gateway.get(AT + "?limit=0").statusCode()).isEqualTo(400);
  }

  @Test
  void change_comparesOnlyWhatIfMatchNames() {
    String key = path(added(""));

    assertThat(matching("POST", AT, "\"1\"")).isEqualTo(409);
    assertThat(matching("POST", key + "/deactivate", "\"1\"")).isEqualTo(409);
    assertThat(matching("DELETE", key, "soon")).isEqualTo(400);
    gateway.live(sending().build());
    assertThat(matching("POST", key + "/deactivate", "\"1\"")).isEqualTo(200);
  }

  private int call(String key, String method, String path) {
    return gateway
        .send(
            gateway
                .request(path)
                .setHeader("Authorization", "Bearer " + key)
                .method(method, BodyPublishers.noBody()))
        .statusCode();
  }

  private int matching(String method, String path, String release) {
    return gateway
        .send(
            gateway
                .request(path)
                .header("If-Match", release)
                .method(method, BodyPublishers.noBody()))
        .statusCode();
  }

  private static TestWorkflow sending() {
    String body =
        "await kinde.secureFetch('http://localhost:%d/', { body: 'the body' })"
            .formatted(API.getPort());
    return new TestWorkflow("send", TOKENS, body);
  }

  /** Runs the workflow, live or not before; gives what it sent. */
  private String sent() {
    if (gateway.registry.releases().live(DEMO).isEmpty()) {
      gateway.live(sending().build());
    }
    HttpResponse<String> answer = gateway.run(TOKENS);
    assertThat(json(answer).path("status").stringValue()).as(answer.body()).isEqualTo("completed");
    return API.findAll(postRequestedFor(anyUrl())).getLast().getBodyAsString();
  }

  /** Opens nonce, ciphertext and tag, in that order. */
  private static String opened(String body, String key) {
    byte[] bytes = Base64.getUrlDecoder().decode(body);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(Base64.getDecoder().decode(key), "AES"),
          new GCMParameterSpec(128, bytes, 0, 12));
      return new String(cipher.doFinal(bytes, 12, bytes.length - 12), StandardCharsets.UTF_8);
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}

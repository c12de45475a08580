package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Texts that an environment's workflows read. */
class EnvironmentTextsTest {
  private static final String AT = "/v1/environments/demo";
  private static final String READS =
      "kinde.accessToken.setCustomClaim('v', kinde.localization.get('hello'))";

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

  private HttpResponse<String> put(String localization) {
    return gateway.put(
        AT,
        "{\"repository\":{\"url\":\"https://example.com/a.git\"},\"localization\":"
            + localization
            + "}");
  }

  private static String greeting(String text) {
    return "{\"texts\":{\"en\":{\"hello\":\"" + text + "\"}}}";
  }

  private String read(String language) {
    String event = "{\"event\":{\"request\":{\"authUrlParams\":{\"lang\":\"" + language + "\"}}}}";
    HttpResponse<String> answer = gateway.post(runs(TOKENS), event);
    return json(answer).at("/effects/accessToken/claims/v").asString(answer.body());
  }

  @Test
  void texts_changed_areReadByTheNextRunOfTheSameRelease() {
    int release = gateway.live(new TestWorkflow("read", TOKENS, READS).build());
    assertThat(read("de-CH")).isEqualTo("hello");

    put(
        """
        {"defaultLanguage":"fr",\
         "texts":{"fr":{"hello":"Bonjour"},"de":{"hello":"Hallo"},"de-ch":{"hello":"Grüezi 👋"}}}\
        """);
    assertThat(read("de-CH")).isEqualTo("Grüezi 👋");
    assertThat(read("de-AT")).isEqualTo("Hallo");
    assertThat(read("en")).isEqualTo("Bonjour");
    put(greeting("Hello"));
    assertThat(read("de-CH")).isEqualTo("Hello");
    gateway.environment("demo");
    assertThat(read("en")).isEqualTo("hello");

    assertThat(json(gateway.get(AT)).path("release").intValue()).isEqualTo(release);
  }

  @Test
  void texts_ofAnotherEnvironment_areNotRead() {
    gateway.live(new TestWorkflow("read", TOKENS, READS).build());
    gateway.environment(
        "other",
        "{\"repository\":{\"url\":\"https://example.com/a.git\"},\"localization\":"
            + greeting("Other")
            + "}");

    assertThat(read("en")).isEqualTo("hello");
  }

  @Test
  void texts_areShownAsTheyWerePut_butNotInLists_andGoneWhenLeftOut() {
    String all =
        "{\"defaultLanguage\":\"de\",\"texts\":{\"pt_BR\":{\"z\":\"Olá\",\"a.b\":\"\"},\"de\":{}}}";

    assertThat(json(put(all)).path("localization").toString()).isEqualTo(all);
    assertThat(json(gateway.get(AT)).path("localization").toString()).isEqualTo(all);
    JsonNode listed = json(gateway.get("/v1/environments")).at("/items/0");
    assertThat(listed.path("name").stringValue()).isEqualTo("demo");
    assertThat(listed.has("localization")).isFalse();
    put(greeting("Hello"));
    assertThat(json(gateway.get(AT)).at("/localization/defaultLanguage").stringValue())
        .isEqualTo("en");
    gateway.environment("demo");
    assertThat(json(gateway.get(AT)).has("localization")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                    | field `localization.texts` is missing
          {"texts":null}                        | field `localization.texts` is null
          {"texts":{"en":null}}                 | field `localization.texts.en` is null
          {"texts":{"en":{"a":null}}}           | field `localization.texts.en.a` is null
          {"texts":{"en":{"a":1}}}              | field `localization.texts.en.a` must be text
          {"texts":{"en":{"a":["b"]}}}          | field `localization.texts.en.a` must be text
          {"texts":{"en":"a"}}                  | field `localization.texts.en` must be an object
          {"texts":[]}                          | field `localization.texts` must be an object
          {"texts":{},"language":"en"}          | no field `localization.language`; known are: defaultLanguage, texts
          {"texts":{"english!":{}}}             | `localization.texts` holds `english!`, which must be a language's tag such as en
          {"texts":{"":{}}}                     | `localization.texts` holds ``, which must be a language's tag
          {"texts":{"pt-BR":{},"pt_br":{}}}     | `localization.texts` has `pt-BR` and `pt_br`, which are one language
          {"texts":{"en":{"a":"b","a":"c"}}}    | `localization.texts.en.a` is there twice
          {"texts":{"en":{" ":"a"}}}            | `localization.texts.en` has the key ` `
          {"texts":{"en":{"a":"\\ud83d"}}}       | `localization.texts.en.a` has half of a character
          {"texts":{"en":{"\\udc4b":"a"}}}       | isn't JSON
          {"texts":{},"defaultLanguage":"?"}    | `localization.defaultLanguage` holds `?`
          {"texts":{},"defaultLanguage":7}      | `localization.defaultLanguage` must be text
          """)
  void texts_thatAreWrong_areToldWhere(String localization, String telling) {
    refused(localization, 400, telling);
  }

  @Test
  void texts_overALimit_areRefusedWithTheNumbers() {
    refused(greeting("é".repeat(131_072)), 400, "262,151 bytes", "may hold 262,144");
    refused(
        "{\"texts\":{\"en\":{\"" + "k".repeat(201) + "\":\"\"}}}",
        400,
        "kkk…`",
        "1 to 200 characters");
    String languages =
        IntStream.range(0, 201)
            .mapToObj(i -> "\"en-%03d\":{}".formatted(i))
            .collect(Collectors.joining(","));
    refused("{\"texts\":{" + languages + "}}", 400, "201 languages", "may have 200");
    refused(greeting("x".repeat(2 * 1024 * 1024)), 413, "2,097,152 bytes");

    assertThat(put(greeting("\\u00e9".repeat(131_068))).statusCode()).isEqualTo(200);
  }

  private void refused(String localization, int status, String... telling) {
    HttpResponse<String> answer = put(localization);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("detail").stringValue()).contains(telling).hasSizeLessThan(400);
    assertThat(json(gateway.get(AT)).has("localization")).isFalse();
  }
}

package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The document is OpenAPI, and tells of every route and of nothing else. That answers are as it
 * says is checked wherever a test gateway is sent something.
 */
class ApiDocumentTest {
  private static final String AT = "/v1/openapi.json";

  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void document_tellsOfEveryRoute_andOfNothingElse() {
    assertThat(gateway.documented().operations())
        .containsExactlyInAnyOrderElementsOf(gateway.routes());
  }

  @Test
  void document_isOpenApi() throws IOException {
    Schema schema = schemas.getSchema(openApi(), InputFormat.JSON);

    assertThat(schema.validate(document())).isEmpty();
  }

  /** As OpenAPI's makers publish it. */
  private static String openApi() throws IOException {
    try (InputStream in =
        ApiDocumentTest.class.getResourceAsStream("/openapi/3.1/schema/2025-09-15")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void schemas_areSchemas_withPlainNames() {
    Schema schema =
        schemas.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    JsonNode named = document().at("/components/schemas");

    assertThat(named.size()).isGreaterThan(40);
    named.forEach(it -> assertThat(schema.validate(it)).as(it.toString()).isEmpty());
    assertThat(named.propertyNames()).allMatch(it -> it.matches("[A-Z][A-Za-z]+"));
  }

  @Test
  void references_leadSomewhere() {
    JsonNode document = document();

    assertThat(document.findValuesAsString("$ref"))
        .allSatisfy(
            it -> assertThat(document.at(it.substring(1)).isMissingNode()).as(it).isFalse());
  }

  @Test
  void operations_haveNamesOfTheirOwn_andSentences() {
    List<JsonNode> operations =
        gateway.documented().operations().stream().map(gateway.documented()::operation).toList();

    assertThat(operations)
        .extracting(it -> it.path("operationId").stringValue())
        .doesNotHaveDuplicates()
        .allMatch(it -> it.matches("[a-z]+[A-Za-z]*"));
    assertThat(operations)
        .extracting(it -> it.path("summary").stringValue())
        .doesNotHaveDuplicates()
        .allMatch(it -> it.matches("[A-Z].*\\."));
  }

  @Test
  void document_isForAnyone_andKnownByItsTag() {
    HttpResponse<String> first = get("None", "none");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    assertThat(get("If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("If-None-Match", tag).body()).isEmpty();
    assertThat(get("If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void answers_thatAreNotToldOf_areNoticed() {
    String key =
        "{\"id\":\"key_1\",\"name\":\"a\",\"role\":\"read\",\"createdAt\":\"2026-11-01T12:00:00Z\"";

    check(201, key + "}");
    assertNoticed(200, key + "}", "no such status");
    assertNoticed(201, key + ",\"more\":1}", "more");
    assertNoticed(201, key.replace("read", "root") + "}", "role");
    assertNoticed(201, key.replace("T12", " at 12") + "}", "createdAt");
    assertNoticed(201, key.replace("\"name\":\"a\",", "") + "}", "name");
    assertNoticed(400, "{\"code\":\"invalid_limit\"}", "code");
    assertNoticed(404, "{\"code\":\"unknown_run\"}", "no such status");
  }

  private void check(int status, String body) {
    String type = status < 400 ? "application/json" : "application/problem+json";
    gateway.documented().check(new Documented.Seen("POST", "/v1/keys", status, type, body));
  }

  private void assertNoticed(int status, String body, String telling) {
    assertThatThrownBy(() -> check(status, body))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tells: ")
        .hasMessageContaining(telling);
  }

  private HttpResponse<String> get(String header, String value) {
    HttpRequest.Builder request =
        gateway.request(AT).setHeader("Authorization", "none").header(header, value);
    return gateway.send(request.GET());
  }

  private JsonNode document() {
    return json(gateway.get(AT));
  }
}

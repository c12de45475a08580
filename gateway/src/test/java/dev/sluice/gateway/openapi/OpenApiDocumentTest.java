package dev.sluice.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.access.Right;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiDocumentTest {
  record Wish(
      String name,
      @Needed @OneOf({"a", "b"}) @Nullable String kind,
      @Nullable Integer count,
      @Nullable List<Part> parts) {}

  record Part(Map<String, Long> amounts) {}

  record Thing(Instant at, Optional<URI> where, boolean good) {}

  private final JsonNode document =
      new JsonMapper()
          .readTree(
              OpenApiDocument.of(
                  List.of(
                      endpoint(
                          HandlerType.PUT,
                          Operation.of("putThing", "Puts a thing.")
                              .needs(Right.DEPLOY)
                              .takes(Wish.class)
                              .comparesLive()
                              .answersWarned(200, Thing.class)
                              .answers(204)),
                      endpoint(
                          HandlerType.GET,
                          Operation.of("listThings", "Lists things.").lists(Thing.class)))));

  private static Endpoint endpoint(HandlerType method, Operation operation) {
    return Endpoint.create(method, "/v1/things/{thing}").addMetadata(operation).handler(ctx -> {});
  }

  @Test
  void operation_thatTakesARecord_hasItsSchema() {
    JsonNode named = schema("Wish");

    assertThat(named.path("required").toString())
        .as(named.toString())
        .isEqualTo("[\"kind\",\"name\"]");
    assertThat(named.at("/properties/kind/enum").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(named.at("/additionalProperties").booleanValue()).isFalse();
    assertThat(named.at("/properties/count/type").stringValue()).isEqualTo("integer");
    assertThat(named.at("/properties/parts/items/$ref").stringValue()).endsWith("Part");
    assertThat(schema("Part").at("/properties/amounts/additionalProperties/type").stringValue())
        .isEqualTo("integer");
  }

  @Test
  void operation_thatAnswersARecord_saysWhichPartsMayBeMissing() {
    assertThat(schema("Thing").path("required").toString()).isEqualTo("[\"at\",\"good\"]");
    assertThat(schema("Thing").at("/properties/at/format").stringValue()).isEqualTo("date-time");
    assertThat(schema("Thing").at("/properties/where/format").stringValue())
        .isEqualTo("uri-reference");
    assertThat(schema("Thing").has("additionalProperties")).isFalse();
    assertThat(schema("ThingWarned").at("/properties/warnings/type").stringValue())
        .isEqualTo("array");
  }

  @Test
  void operation_ofARight_saysSoAndNamesItsParameters() {
    JsonNode put = document.at("/paths/~1v1~1things~1{thing}/put");

    assertThat(put.path("operationId").stringValue()).isEqualTo("putThing");
    assertThat(put.path("description").stringValue()).contains("`admin` or `deploy`");
    assertThat(put.path("security").toString()).isEqualTo("[{\"key\":[]}]");
    assertThat(put.path("parameters").findValuesAsString("name"))
        .containsExactly("thing", "If-Match");
    assertThat(put.path("responses").propertyNames())
        .containsExactly(
            "200", "204", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503",
            "default");
    assertThat(
            document
                .at("/components/responses")
                .path("not_the_live_release")
                .path("description")
                .stringValue())
        .contains("If-Match");
  }

  @Test
  void operation_thatLists_answersAPage() {
    JsonNode page =
        document.at(
            "/paths/~1v1~1things~1{thing}/get/responses/200/content/application~1json/schema");

    assertThat(page.at("/properties/items/items/$ref").stringValue()).endsWith("Thing");
    assertThat(page.at("/properties/next/type").toString()).isEqualTo("[\"string\",\"null\"]");
  }

  private JsonNode schema(String name) {
    return document.at("/components/schemas/OpenApiDocumentTest" + name);
  }
}

package dev.sluice.gateway;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document as a test gateway serves it, and what holds its answers against it: an answer that
 * isn't told of, or has a field more than is told, is a failure. Thread-safe.
 */
final class Documented {
  /** What any route may be answered with before it is reached, or when something is broken. */
  private static final Set<String> ANYWHERE =
      Set.of("bad_request", "content_too_large", "request_timeout", "length_required");

  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(1_000_000).build())
              .build());

  private final JsonNode document;
  private final Map<String, String> paths;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          it ->
              it.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  Documented(String json) {
    document = JSON.readTree(json);
    paths =
        document.path("paths").propertyNames().stream()
            .collect(Collectors.toMap(path -> path, path -> path.replaceAll("\\{\\w+}", "[^/?]+")));
    // Callers are told that more may come; the tests know all there is.
    close(document.at("/components/schemas"));
    close(document.path("paths"));
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asString("").equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Documented::close);
  }

  JsonNode document() {
    return document;
  }

  /** All operations, such as {@code GET /healthz}. */
  List<String> operations() {
    return document
        .path("paths")
        .propertyStream()
        .flatMap(path ->
            path.getValue().propertyNames().stream()
                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
        .toList();
  }

  /** What is told of one of them. */
  JsonNode operation(String operation) {
    String[] parts = operation.split(" ", 2);
    return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
  }

  /** Fails unless that answer is told of. */
  void check(HttpResponse<String> answer) {
    String path = answer.uri().getRawPath();
    String method = answer.request().method().toLowerCase(Locale.ROOT);
    Optional<String> known =
        paths.entrySet().stream()
            .filter(it -> path.matches(it.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
    JsonNode responses =
        known
            .map(it -> document.path("paths").path(it).path(method))
            .orElse(document.path(""))
            .path("responses");
    String problem = responses.isMissingNode() ? unrouted(answer) : told(answer, responses);
    if (!problem.isEmpty()) {
      throw new AssertionError(
          "%s %s isn't as /v1/openapi.json tells: %s\n%d %s"
              .formatted(method, path, problem, answer.statusCode(), answer.body()));
    }
  }

  private static String unrouted(HttpResponse<String> answer) {
    return answer.statusCode() >= 400 ? "" : "there is no such route";
  }

  private String told(HttpResponse<String> answer, JsonNode responses) {
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    JsonNode response = resolved(responses.path(String.valueOf(answer.statusCode())));
    if (answer.statusCode() >= 400) {
      return refused(answer, response, resolved(responses.path("default")), type);
    }
    if (response.isMissingNode()) {
      return "no such status";
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return answer.body().isEmpty() ? "" : "it has a body";
    }
    JsonNode schema = content.path(type).path("schema");
    if (schema.isMissingNode()) {
      return "no content type " + type;
    }
    return switch (type) {
      case "application/json" -> errors(answer.body(), schema);
      case "application/x-ndjson" ->
          answer.body().lines().map(line -> errors(line, schema)).collect(Collectors.joining());
      default -> "";
    };
  }

  private String refused(
      HttpResponse<String> answer, JsonNode response, JsonNode any, String type) {
    String code = JSON.readTree(answer.body()).path("code").stringValue("");
    boolean general = answer.statusCode() >= 500 || ANYWHERE.contains(code);
    JsonNode told = response.isMissingNode() && general ? any : response;
    if (told.isMissingNode()) {
      return "no such status";
    }
    String errors = errors(answer.body(), told.path("content").path(type).path("schema"));
    return errors.isEmpty() || !general
        ? errors
        : errors(answer.body(), any.path("content").path(type).path("schema"));
  }

  private JsonNode resolved(JsonNode response) {
    JsonNode reference = response.path("$ref");
    return reference.isMissingNode() ? response : document.at(reference.stringValue().substring(1));
  }

  private String errors(String json, JsonNode schema) {
    return schemas
        .computeIfAbsent(schema.toString(), _ -> compiled(schema))
        .validate(JSON.readTree(json))
        .stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .collect(Collectors.joining("; "));
  }

  private Schema compiled(JsonNode schema) {
    ObjectNode alone = (ObjectNode) schema.deepCopy();
    alone.set("components", document.path("components"));
    return registry.getSchema(alone);
  }
}

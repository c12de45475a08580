package dev.sluice.gateway;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      Set.of("bad_request", "request_timeout", "server_error", "service_unavailable");

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

  /** What came back. */
  record Seen(String method, String path, int status, String type, String body) {
    static Seen of(HttpResponse<String> answer) {
      return new Seen(
          answer.request().method(),
          answer.uri().getRawPath(),
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0],
          answer.body());
    }
  }

  /** Fails unless that answer is told of. */
  void check(Seen answer) {
    JsonNode responses =
        paths.entrySet().stream()
            .filter(it -> answer.path().matches(it.getValue()))
            .findFirst()
            .map(it -> operation(answer.method() + " " + it.getKey()))
            .orElse(document.path(""))
            .path("responses");
    String problem = responses.isMissingNode() ? unrouted(answer) : told(answer, responses);
    if (!problem.isEmpty()) {
      throw new AssertionError("not as /v1/openapi.json tells: " + problem + "\n" + answer);
    }
  }

  private static String unrouted(Seen answer) {
    return answer.status() >= 400 ? "" : "there is no such route";
  }

  private String told(Seen answer, JsonNode responses) {
    JsonNode response = resolved(responses.path(String.valueOf(answer.status())));
    if (answer.status() >= 400) {
      return refused(answer, response, resolved(responses.path("default")));
    }
    if (response.isMissingNode()) {
      return "no such status";
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return answer.body().isEmpty() ? "" : "it has a body";
    }
    JsonNode schema = content.path(answer.type()).path("schema");
    if (schema.isMissingNode()) {
      return "no such content type";
    }
    return switch (answer.type()) {
      case "application/json" -> errors(answer.body(), schema);
      case "application/x-ndjson" ->
          answer.body().lines().map(line -> errors(line, schema)).collect(Collectors.joining());
      default -> "";
    };
  }

  private String refused(Seen answer, JsonNode response, JsonNode any) {
    String code = JSON.readTree(answer.body()).path("code").stringValue("");
    JsonNode told = ANYWHERE.contains(code) ? any : response;
    return told.isMissingNode()
        ? "no such status"
        : errors(answer.body(), told.path("content").path(answer.type()).path("schema"));
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

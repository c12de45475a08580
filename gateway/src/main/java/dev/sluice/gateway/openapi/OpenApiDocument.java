package dev.sluice.gateway.openapi;

import dev.sluice.gateway.access.Right;
import io.javalin.router.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of a server's routes, made from what they say of themselves. */
final class OpenApiDocument {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");
  private static final String JSON_TYPE = "application/json";

  private final Schemas schemas = new Schemas();
  private final ObjectNode document = JSON.createObjectNode();

  private OpenApiDocument() {}

  /** An error, as RFC 9457 writes it. */
  record Problem(URI type, String title, int status, String detail, String code) {}

  /** The document of those routes, as JSON. */
  static String of(List<Endpoint> endpoints, String version) {
    return new OpenApiDocument().write(endpoints, version);
  }

  private String write(List<Endpoint> endpoints, String version) {
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Sluice")
        .put("version", version)
        .put("summary", "Runs a team's auth workflows and administers them.");
    ObjectNode paths = document.putObject("paths");
    endpoints.forEach(endpoint -> operation(paths.withObjectProperty(endpoint.path), endpoint));
    ObjectNode problem = schemas.reference(Problem.class);
    ObjectNode components = document.putObject("components");
    components
        .putObject("responses")
        .putObject("Problem")
        .put("description", "What was wrong, and what to do.")
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", problem);
    components.set("schemas", schemas.definitions());
    components
        .putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer");
    return JSON.writeValueAsString(document);
  }

  private void operation(ObjectNode path, Endpoint endpoint) {
    Operation operation = Objects.requireNonNull(endpoint.metadata(Operation.class), endpoint.path);
    ObjectNode node = path.putObject(endpoint.method.name().toLowerCase(Locale.ROOT));
    node.put("operationId", operation.id()).put("summary", operation.summary());
    operation.right().ifPresent(right -> secured(node, right));
    parameters(node, endpoint.path, operation.request());
    operation.request().body().ifPresent(body -> body(node, body));
    ObjectNode responses = node.putObject("responses");
    operation.answers().forEach(answer -> answer(responses, answer));
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
  }

  private static void secured(ObjectNode node, Right right) {
    node.put("description", "Takes a key with the right to " + right + ".");
    node.putArray("security").addObject().putArray("key");
  }

  private static void parameters(ObjectNode node, String path, Operation.Request request) {
    ArrayNode parameters = JSON.createArrayNode();
    Matcher inPath = IN_PATH.matcher(path);
    while (inPath.find()) {
      parameter(parameters, "path", inPath.group(1)).put("required", true);
    }
    request
        .parameters()
        .forEach(
            it -> parameter(parameters, it.in(), it.name()).put("description", it.description()));
    if (!parameters.isEmpty()) {
      node.set("parameters", parameters);
    }
  }

  private static ObjectNode parameter(ArrayNode parameters, String in, String name) {
    ObjectNode parameter = parameters.addObject().put("in", in).put("name", name);
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  private void body(ObjectNode node, Operation.Body body) {
    node.putObject("requestBody")
        .put("required", body.required())
        .putObject("content")
        .putObject(JSON_TYPE)
        .set("schema", schemas.reference(body.type()));
  }

  private void answer(ObjectNode responses, Operation.Answer answer) {
    ObjectNode node =
        responses.putObject(Integer.toString(answer.status())).put("description", meaning(answer));
    Optional<ObjectNode> schema = answer.body().map(schemas::reference);
    schema.ifPresent(it ->
        node.putObject("content")
            .putObject(JSON_TYPE)
            .set("schema", answer.listed() ? page(it) : it));
  }

  private static String meaning(Operation.Answer answer) {
    return answer.body().isPresent() ? "Done." : "Done; there is nothing to say.";
  }

  private static ObjectNode page(ObjectNode item) {
    ObjectNode page = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = page.putObject("properties");
    properties.putObject("items").put("type", "array").set("items", item);
    properties.putObject("next").put("type", "string");
    page.putArray("required").add("items");
    return page;
  }
}

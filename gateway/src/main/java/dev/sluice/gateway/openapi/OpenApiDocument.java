package dev.sluice.gateway.openapi;

import io.javalin.router.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of routes, made from what they say of themselves. */
final class OpenApiDocument {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String VERSION = "1";
  private static final String ABOUT =
      """
      Bodies are JSON, read as such whatever their content type says; a field or a query parameter \
      that isn't known is refused by name. Answers may get more fields one day. Errors are \
      `application/problem+json` with a stable `code`. Every list is given whole, an item a line, \
      to `Accept: application/x-ndjson`, without `limit` and `after`. Pushes of Git hosts go to \
      `/hooks/{environment}`, which isn't in this document.\
      """;

  private final Schemas bodies = Schemas.ofBodies();
  private final Schemas answers = Schemas.ofAnswers();
  private final ProblemAnswers problems =
      new ProblemAnswers(() -> answers.reference(Problem.class));
  private final OperationWriter operations = new OperationWriter(bodies, answers, problems);

  private OpenApiDocument() {}

  /** The document of those routes, as JSON. */
  static String of(List<Endpoint> endpoints) {
    return new OpenApiDocument().write(endpoints);
  }

  private String write(List<Endpoint> endpoints) {
    ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.1");
    document
        .putObject("info")
        .put("title", "Sluice")
        .put("version", VERSION)
        .put("summary", "Runs a team's auth workflows and administers them.")
        .put("description", ABOUT);
    ObjectNode paths = document.putObject("paths");
    endpoints.forEach(endpoint -> add(paths, endpoint));
    document.set("components", components());
    return JSON.writeValueAsString(document);
  }

  private void add(ObjectNode paths, Endpoint endpoint) {
    Operation operation = Objects.requireNonNull(endpoint.metadata(Operation.class), endpoint.path);
    paths
        .withObjectProperty(endpoint.path)
        .set(
            endpoint.method.name().toLowerCase(Locale.ROOT),
            operations.write(endpoint.path, operation));
  }

  private ObjectNode components() {
    ObjectNode components = JSON.createObjectNode();
    ObjectNode schemas = components.putObject("schemas");
    schemas.setAll(answers.definitions());
    schemas.setAll(bodies.definitions());
    components.set("responses", problems.responses());
    components
        .putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An API key.");
    return components;
  }
}

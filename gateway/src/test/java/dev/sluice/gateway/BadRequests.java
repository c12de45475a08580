package dev.sluice.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Everything that can be wrong with a request of one operation, as the document tells of it. */
record BadRequests(Documented documented, JsonNode operation) {
  private static final JsonMapper JSON = new JsonMapper();

  List<GoodRequest> of(GoodRequest good) {
    List<GoodRequest> bad = new ArrayList<>();
    bad.add(good.query("nonsense=1"));
    bad.add(good.query("%FF=1"));
    parameters("query").forEach(it -> query(good, it, bad));
    parameters("header").forEach(it -> header(good, it.path("name").stringValue(), bad));
    JsonNode body = operation.at("/requestBody/content/application~1json/schema");
    if (!body.isMissingNode()) {
      bodies(good, documented.document().at(body.path("$ref").stringValue().substring(1)), bad);
    }
    return bad;
  }

  /** The same with names in the path that nothing has. */
  List<GoodRequest> elsewhere(GoodRequest good) {
    String template = good.route().substring(good.route().indexOf(' ') + 1);
    String[] parts = template.split("/", -1);
    String[] path = good.path().replaceFirst("\\?.*", "").split("/", -1);
    List<GoodRequest> bad = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{")) {
        for (String name : List.of("%01", "%FF", "x".repeat(300))) {
          String[] changed = path.clone();
          changed[i] = name;
          String query = good.path().substring(String.join("/", path).length());
          bad.add(good.at(String.join("/", changed) + query));
        }
      }
    }
    return bad;
  }

  private Stream<JsonNode> parameters(String in) {
    return operation
        .path("parameters")
        .valueStream()
        .filter(it -> it.path("in").stringValue().equals(in));
  }

  private static void query(GoodRequest good, JsonNode parameter, List<GoodRequest> bad) {
    String name = parameter.path("name").stringValue();
    JsonNode schema = parameter.path("schema");
    bad.add(good.query(name + "=1&" + name + "=2"));
    boolean anyText =
        schema.path("type").stringValue().equals("string")
            && !schema.has("format")
            && !schema.has("enum");
    if (!anyText || name.equals("after")) {
      bad.add(good.query(name + "=no%20such"));
    }
    if (parameter.path("required").asBoolean(false)) {
      bad.add(good.at(good.path().substring(0, good.path().indexOf('?'))));
    }
  }

  private static void header(GoodRequest good, String name, List<GoodRequest> bad) {
    switch (name) {
      case "If-Match", "Sluice-Deadline-Ms" -> bad.add(good.header(name, "nonsense"));
      case "Idempotency-Key" -> bad.add(good.header(name, "x".repeat(201)));
      case "Sluice-Deployment", "Sluice-Preview-Password", "If-None-Match" -> {}
      default -> throw new AssertionError("what is bad in " + name + "?");
    }
  }

  private static void bodies(GoodRequest good, JsonNode schema, List<GoodRequest> bad) {
    bad.add(good.body("nonsense"));
    bad.add(good.body("[]"));
    bad.add(good.body("{\"nonsense\":1}"));
    bad.add(good.body("{\"nonsense\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}"));
    schema
        .path("required")
        .forEach(it -> bad.add(good.body(without(good.body(), it.stringValue()))));
    schema
        .path("properties")
        .propertyStream()
        .filter(it -> !it.getValue().path("readOnly").asBoolean(false))
        .forEach(it -> wrong(good.body(), it.getKey()).forEach(body -> bad.add(good.body(body))));
  }

  private static String without(String body, String field) {
    ObjectNode changed = (ObjectNode) JSON.readTree(body);
    changed.remove(field);
    return JSON.writeValueAsString(changed);
  }

  /** With something in that field that nothing takes. */
  private static List<String> wrong(String body, String field) {
    ObjectNode changed =
        body.isEmpty() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
    changed.putArray(field).addArray().add(1);
    String ofNoKind = JSON.writeValueAsString(changed);
    String nothing = JSON.writeValueAsString(changed.putNull(field));
    // Half of a character can't be written as it is, only escaped.
    String half = JSON.writeValueAsString(changed.put(field, "half")).replace("half", "\\ud83d");
    return List.of(ofNoKind, nothing, half);
  }
}

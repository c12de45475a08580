package dev.sluice.gateway.openapi;

import dev.sluice.registry.key.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what the document says of one operation. */
record OperationWriter(Schemas bodies, Schemas answers, ProblemAnswers problems) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");
  private static final Pattern SUBJECT =
      Pattern.compile("/v1/(?:environments/\\{environment}/)?+(\\w[\\w-]*)");
  private static final String JSON_TYPE = "application/json";
  private static final String LINES = "application/x-ndjson";

  ObjectNode write(String path, Operation operation) {
    ObjectNode node = JSON.createObjectNode();
    node.putArray("tags").add(tag(path));
    node.put("operationId", operation.id()).put("summary", operation.summary());
    operation.demand().ifPresent(demand -> secured(node, demand));
    parameters(node, path, operation.request());
    operation.request().body().ifPresent(body -> body(node, body));
    ObjectNode responses = node.putObject("responses");
    operation.outcome().answers().forEach(answer -> answer(responses, answer));
    problems.add(responses, operation.outcome().refusals());
    return node;
  }

  private static String tag(String path) {
    Matcher subject = SUBJECT.matcher(path);
    return subject.lookingAt() ? subject.group(1) : "server";
  }

  private static void secured(ObjectNode node, Demand demand) {
    String roles =
        Arrays.stream(Role.values())
            .filter(demand.right()::isOf)
            .map(role -> "`" + role.name().toLowerCase(Locale.ROOT) + "`")
            .collect(Collectors.joining(" or "));
    String bound =
        demand.where() == Demand.Where.EVERYWHERE ? " that isn't bound to an environment" : "";
    node.put("description", "Takes a key of the role %s%s.".formatted(roles, bound));
    node.putArray("security").addObject().putArray("key");
  }

  private static void parameters(ObjectNode node, String path, Request request) {
    ArrayNode parameters = JSON.createArrayNode();
    Matcher inPath = IN_PATH.matcher(path);
    while (inPath.find()) {
      String name = inPath.group(1);
      add(parameters, new Parameter("path", name, inPath(name), Parameter.Form.TEXT, true));
    }
    request.parameters().forEach(parameter -> add(parameters, parameter));
    if (!parameters.isEmpty()) {
      node.set("parameters", parameters);
    }
  }

  private static String inPath(String name) {
    return switch (name) {
      case "environment", "name", "trigger" -> "Its name";
      case "number" -> "Its number";
      case "workflow" -> "Its id, percent-encoded, slashes too";
      default -> "Its id";
    };
  }

  private static void add(ArrayNode parameters, Parameter parameter) {
    ObjectNode node =
        parameters
            .addObject()
            .put("in", parameter.in())
            .put("name", parameter.name())
            .put("description", parameter.description() + ".");
    if (parameter.required()) {
      node.put("required", true);
    }
    ObjectNode schema = node.putObject("schema").put("type", parameter.form().type());
    if (!parameter.form().format().isEmpty()) {
      schema.put("format", parameter.form().format());
    }
    if (!parameter.form().oneOf().isEmpty()) {
      ArrayNode values = schema.putArray("enum");
      parameter.form().oneOf().forEach(values::add);
    }
  }

  private void body(ObjectNode node, Request.Body body) {
    node.putObject("requestBody")
        .put("required", body.required())
        .putObject("content")
        .putObject(JSON_TYPE)
        .set("schema", bodies.reference(body.type()));
  }

  private void answer(ObjectNode responses, Answer answer) {
    ObjectNode node = responses.putObject(Integer.toString(answer.status()));
    switch (answer.content()) {
      case Answer.Nothing() -> node.put("description", "Done; there is nothing to say.");
      case Answer.Json(var type, var warned) ->
          schema(node, JSON_TYPE, warned ? answers.warned(type) : answers.reference(type));
      case Answer.Page page -> {
        schema(node, JSON_TYPE, page(page));
        schema(node, LINES, answers.reference(page.item()));
      }
      case Answer.Other(var contentType) -> schema(node, contentType, JSON.createObjectNode());
    }
  }

  private static void schema(ObjectNode answer, String contentType, ObjectNode schema) {
    answer.put("description", "Done.");
    answer.withObjectProperty("content").putObject(contentType).set("schema", schema);
  }

  private ObjectNode page(Answer.Page page) {
    ObjectNode node = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = node.putObject("properties");
    properties.putObject("items").put("type", "array").set("items", answers.reference(page.item()));
    properties.putObject("next").putArray("type").add("string").add("null");
    page.beside().forEach((name, type) -> properties.set(name, answers.reference(type)));
    node.putArray("required").add("items").add("next");
    return node;
  }
}

package dev.sluice.gateway.openapi;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.ProblemCode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the document tells of problems: once for each set of codes, wherever they may be answered.
 */
final class ProblemAnswers {
  private static final String PLACE = "#/components/responses/";
  private static final String ANY = "Problem";

  private final ObjectNode responses = new JsonMapper().createObjectNode();
  private final Supplier<ObjectNode> schema;

  /**
   * @param schema gives what leads to that of any problem
   */
  ProblemAnswers(Supplier<ObjectNode> schema) {
    this.schema = schema;
    response(ANY, "Why the request wasn't done, and what to do.");
  }

  /** Adds what an operation may be refused with to its responses. */
  void add(ObjectNode operation, Set<ProblemCode> refusals) {
    refusals.stream()
        .sorted(Comparator.comparing(ProblemCode::key))
        .collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()))
        .forEach((status, codes) ->
            operation.putObject(status.toString()).put("$ref", PLACE + name(codes)));
    operation.putObject("default").put("$ref", PLACE + ANY);
  }

  private String name(List<ProblemCode> codes) {
    String name = codes.stream().map(ProblemCode::key).collect(Collectors.joining("-"));
    if (!responses.has(name)) {
      ObjectNode named = response(name, meaning(codes));
      ArrayNode known = named.putObject("properties").putObject("code").putArray("enum");
      codes.forEach(code -> known.add(code.key()));
    }
    return name;
  }

  private static String meaning(List<ProblemCode> codes) {
    return codes.stream()
        .map(code -> "`%s`: %s %s".formatted(code.key(), code.meaning(), code.advice()))
        .collect(Collectors.joining("\n\n"));
  }

  /** Adds one; the schema that it has is the caller's to narrow. */
  private ObjectNode response(String name, String description) {
    ObjectNode own = schema.get();
    responses
        .putObject(name)
        .put("description", description)
        .putObject("content")
        .putObject(HttpProblem.CONTENT_TYPE)
        .set("schema", own);
    return own;
  }

  /** All that were referred to, by name. */
  ObjectNode responses() {
    return responses;
  }
}

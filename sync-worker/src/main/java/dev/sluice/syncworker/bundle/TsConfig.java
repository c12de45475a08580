package dev.sluice.syncworker.bundle;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a repository's {@code tsconfig.json} says that matters to bundling.
 *
 * @param paths {@code paths} as an array of {@code [pattern, [target, …]]}, targets from the
 *     repository's root
 * @param baseUrl {@code baseUrl} from the repository's root, a string; or JSON's null
 * @param compilerOptions those that esbuild is given
 */
public record TsConfig(JsonNode paths, JsonNode baseUrl, ObjectNode compilerOptions) {
  /** What holds without a {@code tsconfig.json}. */
  static TsConfig none() {
    JsonMapper json = JsonMapper.shared();
    ObjectNode options = json.createObjectNode().put("jsx", "react-jsx");
    return new TsConfig(json.createArrayNode(), json.nullNode(), options);
  }
}

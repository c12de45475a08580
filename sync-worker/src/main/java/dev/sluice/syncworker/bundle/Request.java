package dev.sluice.syncworker.bundle;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the bundler is asked for.
 *
 * @param known what it needn't ask for
 */
record Request(Wanted wanted, TsConfig config, KnownFiles known, BundleLimits limits) {
  List<String> entries() {
    return wanted.entries();
  }

  ObjectNode toJson() {
    JsonMapper json = JsonMapper.shared();
    ObjectNode message = json.createObjectNode();
    ObjectNode build = message.putObject("build");
    build.set("entries", json.valueToTree(entries()));
    build.set("paths", config.paths());
    build.set("baseUrl", config.baseUrl());
    build.putObject("tsconfig").set("compilerOptions", config.compilerOptions());
    wanted.packages().ifPresent(folder -> build.put("packages", folder.toString()));
    build.set("known", known.toJson());
    build.putObject("limits").put("each", limits.eachBytes()).put("all", limits.allBytes());
    return message;
  }
}

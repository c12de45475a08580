package dev.sluice.syncworker.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the bundler is asked for.
 *
 * @param entries the workflows' paths
 * @param packages the folder of an install; empty for the shipped packages
 */
record Request(List<String> entries, TsConfig config, Optional<Path> packages) {
  Request {
    entries = List.copyOf(entries);
  }

  ObjectNode toJson() {
    JsonMapper json = JsonMapper.shared();
    ObjectNode message = json.createObjectNode();
    ObjectNode build = message.putObject("build");
    build.set("entries", json.valueToTree(entries));
    build.set("paths", config.paths());
    build.set("baseUrl", config.baseUrl());
    build.putObject("tsconfig").set("compilerOptions", config.compilerOptions());
    packages.ifPresent(folder -> build.put("packages", folder.toString()));
    return message;
  }
}

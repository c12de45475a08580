package dev.sluice.syncworker.dependencies;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a {@code package.json} and the {@code package-lock.json} that belongs to it. */
final class NpmLock {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ObjectNode dependencies = JSON.createObjectNode();
  private final ObjectNode packages = JSON.createObjectNode();

  /** Has {@code package.json} depend on that package, locked at that version. */
  NpmLock needs(String name, String version, String integrity) {
    dependencies.put(name, version);
    return locked(name, Map.of("version", version, "integrity", integrity));
  }

  /** The same, with a lock file's entry that says so. */
  NpmLock needs(String name, String specifier, Map<String, Object> entry) {
    dependencies.put(name, specifier);
    return locked(name, entry);
  }

  /** Has only the lock file hold that. */
  NpmLock locked(String name, Map<String, Object> entry) {
    packages.set("node_modules/" + name, JSON.valueToTree(entry));
    return this;
  }

  String packageJson() {
    ObjectNode json = JSON.createObjectNode().put("name", "workflows");
    json.set("dependencies", dependencies);
    return json.toString();
  }

  String lock() {
    ObjectNode json = JSON.createObjectNode().put("lockfileVersion", 3);
    ObjectNode all = json.putObject("packages");
    all.putObject("").set("dependencies", dependencies);
    all.setAll(packages);
    return json.toPrettyString();
  }
}

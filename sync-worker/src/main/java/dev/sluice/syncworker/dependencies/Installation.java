package dev.sluice.syncworker.dependencies;

import dev.sluice.syncworker.node.NodeProcess;
import dev.sluice.syncworker.node.NodeService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said with the installer's process to fill one folder. Use once.
 *
 * @param into an empty folder
 * @param progress is told what is going on
 */
record Installation(
    LockedProject project, Path into, DependencySettings settings, Consumer<String> progress)
    implements NodeService.Conversation<JsonNode> {

  /** How it ended: {@code installed}, {@code refused} or {@code unavailable}. */
  @Override
  public JsonNode with(NodeProcess node) throws IOException {
    node.send(request());
    JsonNode said = node.receive();
    while (said.has("installing")) {
      int packages = said.path("installing").intValue();
      progress.accept(
          "Installing %s that %s pins".formatted(counted(packages), project.lock().path()));
      said = node.receive();
    }
    return said;
  }

  static String counted(int packages) {
    return packages == 1 ? "1 package" : packages + " packages";
  }

  private ObjectNode request() {
    ObjectNode message = JsonMapper.shared().createObjectNode();
    ObjectNode install = message.putObject("install");
    install.put("folder", into.toString());
    settings.registry().address().ifPresent(it -> install.put("registry", it.toString()));
    settings.registry().token().ifPresent(it -> install.put("token", it.reveal()));
    install.put("packageJson", project.dependencies());
    install.putObject("lock").put("file", project.lock().path()).put("text", project.lock().text());
    DependencyLimits limits = settings.limits();
    install
        .putObject("limits")
        .put("packages", limits.packages())
        .put("files", limits.files())
        .put("each", limits.sizes().each())
        .put("bytes", limits.sizes().all());
    return message;
  }
}

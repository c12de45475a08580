package dev.sluice.syncworker.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A script of the distribution, and how Node runs it.
 *
 * @param node the {@code node} to run
 * @param folder holds the script and its {@code node_modules}
 * @param file the script's name, e.g. {@code bundler.mjs}
 * @param heapMegabytes how much memory its JavaScript may use
 * @param environment all of the variables that it sees
 */
public record NodeScript(
    NodeCommand node,
    Path folder,
    String file,
    int heapMegabytes,
    Map<String, String> environment) {
  public NodeScript {
    folder = folder.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
  }

  /** Its name without the extension, for logs. */
  String name() {
    return file.replaceFirst("\\.mjs$", "");
  }

  List<String> command() {
    return List.of(
        node.executable().toString(),
        "--max-old-space-size=" + heapMegabytes,
        folder.resolve(file).toString());
  }
}

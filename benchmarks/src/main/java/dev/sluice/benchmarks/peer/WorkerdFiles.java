package dev.sluice.benchmarks.peer;

import dev.sluice.benchmarks.child.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What workerd is started with: its configuration, and beside it the modules that it embeds. */
final class WorkerdFiles {
  private static final List<String> MODULES = List.of("workerd.mjs", "answer.mjs", "kinde.mjs");

  private final Workspace workspace;
  private final Workload workload;

  WorkerdFiles(Workspace workspace, Workload workload) {
    this.workspace = workspace;
    this.workload = workload;
  }

  /** Writes the files; gives how to start it, or nothing if there's no binary for this machine. */
  Optional<List<String>> command(URI address) {
    try {
      Optional<Path> binary = binary();
      if (binary.isEmpty()) {
        return Optional.empty();
      }
      String config = write(address).toString();
      return Optional.of(List.of(binary.get().toString(), "serve", config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not the package's own launcher, which is a Node process around the binary. */
  private Optional<Path> binary() throws IOException {
    Path vendor = workspace.js().resolve("node_modules/@cloudflare");
    if (!Files.isDirectory(vendor)) {
      return Optional.empty();
    }
    try (Stream<Path> packages = Files.list(vendor)) {
      return packages
          .map(folder -> folder.resolve("bin/workerd"))
          .filter(Files::isRegularFile)
          .findFirst();
    }
  }

  private Path write(URI address) throws IOException {
    for (String module : MODULES) {
      workspace.write(module, Files.readString(workspace.js().resolve(module)));
    }
    workspace.write("bundle.mjs", workload.bundle() + "\nexport default __sluice_module;\n");
    workload.sampleFile(workspace);
    String config = Files.readString(workspace.js().resolve("workerd.capnp"));
    return workspace.write(
        "workerd.capnp", config.replace("PORT", Integer.toString(address.getPort())));
  }
}

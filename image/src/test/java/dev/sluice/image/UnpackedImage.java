package dev.sluice.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image of the OCI's layout, as a tar file holds it.
 *
 * @param root what its layers make, one over the other
 */
record UnpackedImage(JsonNode config, List<String> layers, Path root) {
  private static final JsonMapper JSON = new JsonMapper();

  static UnpackedImage of(Path tar, Path into) throws IOException, InterruptedException {
    Path layout = Files.createDirectories(into.resolve("layout"));
    Path root = Files.createDirectories(into.resolve("root"));
    run("tar", "-xf", tar.toString(), "-C", layout.toString());
    JsonNode index = JSON.readTree(layout.resolve("index.json"));
    JsonNode manifest = blob(layout, index.at("/manifests/0/digest").asString());
    List<String> layers =
        StreamSupport.stream(manifest.path("layers").spliterator(), false)
            .map(layer -> layer.path("digest").asString())
            .toList();
    for (String layer : layers) {
      run("tar", "-xzpf", file(layout, layer).toString(), "-C", root.toString());
    }
    return new UnpackedImage(blob(layout, manifest.at("/config/digest").asString()), layers, root);
  }

  private static JsonNode blob(Path layout, String digest) {
    return JSON.readTree(file(layout, digest));
  }

  private static Path file(Path layout, String digest) {
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  /** What the texts in a list of the configuration are. */
  List<String> texts(String pointer) {
    List<String> texts = new ArrayList<>();
    config.at(pointer).forEach(text -> texts.add(text.asString()));
    return texts;
  }

  /** Runs a program to success; what it printed. */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}

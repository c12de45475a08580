package dev.sluice.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a distribution's files are put into: what changes seldom first, so that it is fetched
 * seldom. Everything is root's, for all to read; only the data folder is the user's.
 */
record Layers(Path distribution, Instant made) {
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions OWN_FOLDER = FilePermissions.fromOctalString("700");
  private static final String ROOT = "0:0";

  List<FileEntriesLayer> inOrder() throws IOException {
    return List.of(
        data(),
        layer("Node.js", in("bin").or(in("licenses"))),
        layer("bundler", in("node")),
        layer("libraries", in("lib").and(file -> !isOwn(file))),
        layer("sluice", file -> isOwn(file) || file.equals(Path.of("sluice"))),
        layer("start-up cache", file -> file.equals(Path.of("classes.aot"))));
  }

  private static Predicate<Path> in(String folder) {
    return file -> file.startsWith(folder);
  }

  private static boolean isOwn(Path file) {
    return file.startsWith("lib") && file.getFileName().toString().startsWith("sluice-");
  }

  private FileEntriesLayer data() throws IOException {
    Path empty = Files.createTempDirectory("sluice-image");
    return FileEntriesLayer.builder()
        .setName("data")
        .addEntry(empty, AbsoluteUnixPath.get(ImageBuild.DATA), OWN_FOLDER, made, ImageBuild.USER)
        .build();
  }

  private FileEntriesLayer layer(String name, Predicate<Path> which) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    try (Stream<Path> files = Files.walk(distribution)) {
      files
          .filter(Files::isRegularFile)
          .map(distribution::relativize)
          .filter(which)
          .sorted()
          .forEach(file ->
              layer.addEntry(
                  distribution.resolve(file),
                  AbsoluteUnixPath.get(ImageBuild.HOME).resolve(file.toString()),
                  Files.isExecutable(distribution.resolve(file)) ? PROGRAM : FILE,
                  made,
                  ROOT));
    }
    return layer.build();
  }
}

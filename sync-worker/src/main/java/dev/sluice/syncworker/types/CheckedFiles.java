package dev.sluice.syncworker.types;

import dev.sluice.syncworker.discover.ProjectFile;
import dev.sluice.syncworker.fetch.RecordedSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a commit is checked.
 *
 * @param workflows their paths
 * @param packages the folder of an install; empty for the shipped packages
 */
public record CheckedFiles(List<String> workflows, ProjectFile project, Optional<Path> packages) {
  private static final int MOST_DECLARATIONS = 200;
  private static final List<String> USUAL =
      List.of("global.d.ts", "globals.d.ts", "env.d.ts", "index.d.ts", "types.d.ts");

  public CheckedFiles {
    workflows = List.copyOf(workflows);
  }

  /** The workflows, and the files that may declare types for all of them. */
  List<String> roots(RecordedSource source) {
    Stream<String> declarations =
        Stream.of(project.rootDir(), "types", "@types")
            .filter(folder -> !folder.isEmpty())
            .flatMap(folder -> source.glance(folder).stream())
            .filter(path -> path.endsWith(".d.ts") && !path.contains("node_modules/"))
            .limit(MOST_DECLARATIONS);
    Stream<String> usual = USUAL.stream().filter(path -> source.peek(path).isPresent());
    return Stream.of(workflows.stream(), declarations, usual).flatMap(it -> it).distinct().toList();
  }
}

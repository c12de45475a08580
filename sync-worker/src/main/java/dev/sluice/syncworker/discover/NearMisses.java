package dev.sluice.syncworker.discover;

import dev.sluice.syncworker.fetch.RecordedSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Why a commit has no workflow: the files that look as if they were meant as one. */
final class NearMisses {
  private static final Pattern SOURCE =
      Pattern.compile("(?i).*(?<!\\.d)\\.(?:[cm]?[tj]sx?|py|json)");
  private static final Pattern OTHER_EXTENSION =
      Pattern.compile("(?:.*/)?[^/]*(?i:workflow\\.[a-z]+)");
  private static final int SHOWN = 5;

  private final ProjectFile project;
  private final RecordedSource source;

  NearMisses(ProjectFile project, RecordedSource source) {
    this.project = project;
    this.source = source;
  }

  String explain() {
    String rule =
        "No workflows: there is no file below %s whose name ends in Workflow.ts (.js, .tsx, .jsx). "
            .formatted(project.workflowsFolder());
    List<String> files = source.glance("");
    return rule
        + Stream.of(
                stranger(),
                otherExtension(files),
                otherName(files),
                otherCase(files),
                elsewhere(files))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse("Add one there, or mend rootDir in kinde.json");
  }

  /** The workflows' folder, or one on the way there, that leads out of the commit. */
  private Optional<String> stranger() {
    String folder = project.workflowsFolder();
    return IntStream.range(1, folder.length() + 1)
        .filter(at -> at == folder.length() || folder.charAt(at) == '/')
        .mapToObj(at -> folder.substring(0, at))
        .flatMap(path -> source.stranger(path).map(it -> path + " is " + it).stream())
        .findFirst()
        .map(it -> it + ", and what it leads to isn't read: put the folder itself there");
  }

  private Optional<String> otherExtension(List<String> files) {
    return hint(
        "These have another extension",
        NearMisses::suggested,
        files,
        path -> isInside(path) && OTHER_EXTENSION.matcher(path).matches());
  }

  private Optional<String> otherName(List<String> files) {
    return hint(
        "These lie there under another name",
        NearMisses::suggested,
        files,
        path -> isInside(path) && SOURCE.matcher(path).matches());
  }

  private Optional<String> otherCase(List<String> files) {
    return hint(
        "These lie in a folder whose name differs in upper and lower case",
        UnaryOperator.identity(),
        files,
        path -> !isInside(path) && isInsideInAnyCase(path));
  }

  private Optional<String> elsewhere(List<String> files) {
    return hint(
        "These lie elsewhere (rootDir in kinde.json says where to look)",
        UnaryOperator.identity(),
        files,
        path -> WorkflowFiles.WORKFLOW.matcher(path).matches());
  }

  private boolean isInside(String path) {
    return path.startsWith(project.workflowsFolder() + "/");
  }

  private boolean isInsideInAnyCase(String path) {
    String folder = project.workflowsFolder() + "/";
    return path.toLowerCase(Locale.ROOT).startsWith(folder.toLowerCase(Locale.ROOT));
  }

  private static Optional<String> hint(
      String why, UnaryOperator<String> shown, List<String> files, Predicate<String> meant) {
    List<String> found =
        files.stream().filter(meant).limit(SHOWN + 1L).map(shown).map(PathReview::shown).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String more = found.size() > SHOWN ? ", …" : "";
    List<String> first = found.subList(0, Math.min(SHOWN, found.size()));
    return Optional.of(why + ": " + String.join(", ", first) + more);
  }

  private static String suggested(String path) {
    String renamed = renamed(path);
    return path + " (name it " + renamed.substring(renamed.lastIndexOf('/') + 1) + ")";
  }

  /** The path with a name that a workflow may have. */
  static String renamed(String path) {
    int dot = path.lastIndexOf('.');
    boolean extended = dot > path.lastIndexOf('/');
    String stem = extended ? path.substring(0, dot) : path;
    String extension = extended ? extension(path.substring(dot)) : ".ts";
    return stem.toLowerCase(Locale.ROOT).endsWith("workflow")
        ? stem + extension
        : stem + "Workflow" + extension;
  }

  /** The one of those taken that comes closest. */
  private static String extension(String given) {
    return switch (given.toLowerCase(Locale.ROOT)) {
      case ".js", ".mjs", ".cjs" -> ".js";
      case ".tsx" -> ".tsx";
      case ".jsx" -> ".jsx";
      default -> ".ts";
    };
  }
}

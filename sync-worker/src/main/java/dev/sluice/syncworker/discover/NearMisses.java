package dev.sluice.syncworker.discover;

import dev.sluice.syncworker.fetch.RecordedSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
        + Stream.of(otherExtension(files), otherName(files), otherCase(files), elsewhere(files))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse("Add one there, or mend rootDir in kinde.json");
  }

  private Optional<String> otherExtension(List<String> files) {
    return hint(
        "The extension of these isn't one of those",
        files,
        path -> isInside(path) && OTHER_EXTENSION.matcher(path).matches());
  }

  private Optional<String> otherName(List<String> files) {
    return hint(
        "These lie there under another name (fooWorkflow.ts would do, foo.ts doesn't)",
        files,
        path -> isInside(path) && SOURCE.matcher(path).matches());
  }

  private Optional<String> otherCase(List<String> files) {
    return hint(
        "These lie in a folder whose name differs in upper and lower case",
        files,
        path -> !isInside(path) && isInsideInAnyCase(path));
  }

  private Optional<String> elsewhere(List<String> files) {
    return hint(
        "These lie elsewhere (rootDir in kinde.json says where to look)",
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

  private static Optional<String> hint(String why, List<String> files, Predicate<String> meant) {
    List<String> found = files.stream().filter(meant).limit(SHOWN + 1L).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String more = found.size() > SHOWN ? ", …" : "";
    List<String> shown = found.subList(0, Math.min(SHOWN, found.size()));
    return Optional.of(why + ": " + String.join(", ", shown) + more);
  }

  /** The path with a name that a workflow may have. */
  static String renamed(String path) {
    int dot = path.lastIndexOf('.');
    int slash = path.lastIndexOf('/');
    return dot > slash ? path.substring(0, dot) + "Workflow.ts" : path + "Workflow.ts";
  }
}

package dev.sluice.syncworker.discover;

import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.problem.Report;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A commit's workflow files, by their paths.
 *
 * @param paths in Git's order; empty if the commit is refused
 */
public record WorkflowFiles(List<String> paths) {
  /** A file's path is a workflow's: its name ends in {@code workflow}, in any case. */
  static final Pattern WORKFLOW =
      Pattern.compile("(?!(?:.*/)?node_modules/)(?:.*/)?[^/]*(?i:workflow)\\.(?:ts|js|tsx|jsx)");

  /** What a refused commit has. */
  public static final WorkflowFiles NONE = new WorkflowFiles(List.of());

  public WorkflowFiles {
    paths = List.copyOf(paths);
  }

  /** Finds them; empty, and {@code report} says why, if there are none or too many. */
  public static WorkflowFiles find(ProjectFile project, RecordedSource source, Report report) {
    String folder = project.workflowsFolder();
    Optional<List<String>> listed = source.list(folder, WORKFLOW);
    if (listed.isEmpty()) {
      report.problem(
          "too_many_files",
          "There is too much below "
              + folder
              + " to look through: at most %,d files and folders, no path longer than 4,096"
                  .formatted(source.limits().files())
              + " bytes, and 160 characters of path each. Move what isn't a workflow elsewhere"
              + Limit.FILES.hint());
      return NONE;
    }
    List<String> paths = listed.get();
    int most = source.limits().workflows();
    if (paths.isEmpty()) {
      String why = new NearMisses(project, source).explain();
      ProjectFile.rootDirSpot(source)
          .ifPresentOrElse(
              spot -> report.problem("no_workflows", why, spot),
              () -> report.problem("no_workflows", why));
    } else if (paths.size() > most) {
      report.problem(
          "too_many_workflows",
          "There are %,d workflow files below %s; at most %,d are built"
                  .formatted(paths.size(), folder, most)
              + Limit.WORKFLOWS.hint());
    } else {
      Bystanders.mention(project, source, report);
      return new WorkflowFiles(new PathReview(source, report).sound(paths));
    }
    return NONE;
  }
}

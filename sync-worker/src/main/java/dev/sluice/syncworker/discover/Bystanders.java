package dev.sluice.syncworker.discover;

import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import java.util.List;
import java.util.regex.Pattern;

/** Files beside the workflows that aren't built, and that an author may think are. */
final class Bystanders {
  private static final Pattern SOURCE = Pattern.compile(".*(?<!\\.d)\\.(?:[cm]?[tj]s|tsx|jsx)");

  /**
   * Good enough for a warning; what counts is what a bundle exports. No two matches tried look at
   * the same characters, so that any text takes time linear in its length.
   */
  private static final Pattern EXPORTS_SETTINGS =
      Pattern.compile(
          "export\\s+(?:const|let|var)\\s+workflowSettings\\b"
              + "|export\\s*\\{[^{}]*\\bworkflowSettings\\b");

  private static final int MAX_READ = 200;
  private static final int MAX_CHARACTERS = 8 * 1024 * 1024;

  private Bystanders() {}

  static void mention(ProjectFile project, RecordedSource source, Report report) {
    mentionMisnamed(project, source, report);
    List<String> pages = source.glance(project.pagesFolder());
    if (!pages.isEmpty()) {
      report.note(
          "Ignored "
              + pages.size()
              + " files below "
              + project.pagesFolder()
              + ": pages aren't"
              + " built here");
    }
  }

  private static void mentionMisnamed(ProjectFile project, RecordedSource source, Report report) {
    List<String> paths =
        source.glance(project.workflowsFolder()).stream()
            .filter(path -> SOURCE.matcher(path).matches())
            .filter(path -> !WorkflowFiles.WORKFLOW.matcher(path).matches())
            .limit(MAX_READ)
            .toList();
    long characters = 0;
    for (String path : paths) {
      String text = source.peek(path).orElse("");
      characters += text.length();
      if (characters > MAX_CHARACTERS) {
        return;
      }
      if (EXPORTS_SETTINGS.matcher(text).find()) {
        report.warn(
            PathReview.shown(path)
                + " exports workflowSettings but isn't taken as a workflow: its name must end in"
                + " Workflow.ts (.js, .tsx, .jsx). Name it "
                + PathReview.shown(NearMisses.renamed(path)));
      }
    }
  }
}

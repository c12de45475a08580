package dev.sluice.syncworker.report;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.sync.Finding;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.SyncStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one comment on a pull request, as Markdown. */
final class CommentText {
  private static final int MOST_PROBLEMS = 50;
  private static final int MOST_WORKFLOWS = 100;
  private static final int LONGEST_MESSAGE = 600;
  private static final int LONGEST_NAME = 200;

  /** Less than any host takes; GitHub takes 65,536. */
  private static final int LONGEST = 60_000;

  private CommentText() {}

  /** What the comment begins with, unseen, so that it is found again. */
  static String marker(EnvironmentName environment) {
    return "<!-- sluice:" + environment + " -->";
  }

  static String of(Notice notice, PullRequest request, List<Finding> findings) {
    StringBuilder text = new StringBuilder(marker(notice.sync().environment())).append('\n');
    text.append("### Sluice: `%s`%n%n".formatted(notice.sync().environment()));
    if (notice.sync().status() == SyncStatus.CHECKED) {
      text.append("**Checked.** %s can be brought in.%n".formatted(notice.commit().abbreviated()));
      appendWorkflows(text, findings);
      appendPreviews(text, request, findings);
    } else {
      List<Problem> problems = notice.sync().progress().problems();
      text.append(
          "**Rejected.** %s can't be brought in: %s.%n%n"
              .formatted(
                  notice.commit().abbreviated(),
                  problems.size() == 1 ? "1 problem" : problems.size() + " problems"));
      appendProblems(text, problems);
    }
    return whole(text.toString());
  }

  /** Whole lines of it: code that was cut off would be none, and what is in it would count. */
  private static String whole(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, text.lastIndexOf('\n', LONGEST - 3)) + "\n\n…";
  }

  private static void appendProblems(StringBuilder text, List<Problem> problems) {
    for (Problem problem : problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()))) {
      String at =
          problem
              .place()
              .map(it -> "%s:%d:%d".formatted(it.file(), it.line(), it.column()))
              .map(it -> Markdown.code(it, LONGEST_NAME) + ": ")
              .orElse("");
      text.append("- ")
          .append(at)
          .append(Markdown.code(problem.message(), LONGEST_MESSAGE))
          .append('\n');
    }
    if (problems.size() > MOST_PROBLEMS) {
      text.append("- … and %d more%n".formatted(problems.size() - MOST_PROBLEMS));
    }
  }

  private static void appendWorkflows(StringBuilder text, List<Finding> findings) {
    text.append(
        "\n| workflow | trigger | compared to what is live | bundle |\n|---|---|---|---|\n");
    findings.stream()
        .limit(MOST_WORKFLOWS)
        .forEach(finding ->
            text.append(
                "| %s | %s | %s | %s |%n"
                    .formatted(
                        Markdown.cell(finding.workflow().id().value(), LONGEST_NAME),
                        Markdown.cell(finding.workflow().trigger().value(), LONGEST_NAME),
                        words(finding.difference()),
                        size(finding.sizes()))));
    if (findings.size() > MOST_WORKFLOWS) {
      text.append("%nand %d more%n".formatted(findings.size() - MOST_WORKFLOWS));
    }
  }

  private static String words(Finding.Difference difference) {
    return switch (difference) {
      case ADDED -> "**added**";
      case CHANGED -> "**changed**";
      case SAME -> "the same";
      case REMOVED -> "**removed**; it stays live until someone deletes it";
    };
  }

  private static String size(Finding.Sizes sizes) {
    if (sizes.checked().isEmpty()) {
      return "";
    }
    long now = sizes.checked().get();
    Optional<Long> more = sizes.live().map(before -> now - before).filter(it -> it != 0);
    return kilobytes(now)
        + more.map(it -> " (" + (it > 0 ? "+" : "−") + kilobytes(Math.abs(it)) + ")").orElse("");
  }

  private static String kilobytes(long bytes) {
    return bytes < 1_000 ? bytes + " B" : String.format(Locale.ROOT, "%.1f KB", bytes / 1_000.0);
  }

  private static void appendPreviews(
      StringBuilder text, PullRequest request, List<Finding> findings) {
    if (request.fork()) {
      text.append("\nIt comes from a fork: it was checked, and can't be run.\n");
      return;
    }
    List<Finding> built = findings.stream().filter(it -> it.preview().isPresent()).toList();
    if (built.isEmpty()) {
      return;
    }
    text.append("\nTo be tried, with the environment's preview password and preview variables:\n");
    built.stream()
        .limit(MOST_WORKFLOWS)
        .forEach(it ->
            text.append(
                "- %s: `Sluice-Deployment: %s`%n"
                    .formatted(
                        Markdown.code(it.workflow().id().value(), LONGEST_NAME),
                        it.preview().get())));
  }
}

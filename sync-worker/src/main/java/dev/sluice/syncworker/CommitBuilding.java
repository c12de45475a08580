package dev.sluice.syncworker;

import dev.sluice.syncworker.discover.ProjectFile;
import dev.sluice.syncworker.discover.WorkflowFiles;
import java.util.List;

/**
 * Discover → build, of one commit after the other. Thread-safe.
 *
 * @param earlierBuilds tells what needn't be built
 */
record CommitBuilding(Workshop workshop, EarlierBuilds earlierBuilds) {
  private static final Building NOTHING = new Building.Done(List.of(), List.of());

  /** Builds it; what is wrong with it, its report tells. */
  Building of(Attempt attempt) {
    return ProjectFile.read(attempt.source(), attempt.report())
        .map(project -> {
          WorkflowFiles files =
              attempt.journal().step("discover", () -> discover(project, attempt));
          return build(project, files, attempt);
        })
        .orElse(NOTHING);
  }

  private Building build(ProjectFile project, WorkflowFiles files, Attempt attempt) {
    return files.paths().isEmpty()
        ? NOTHING
        : workshop.build(project, plan(files, attempt), attempt);
  }

  private Plan plan(WorkflowFiles files, Attempt attempt) {
    EarlierBuilds.Found found = earlierBuilds.of(files.paths(), attempt);
    if (!found.kept().isEmpty()) {
      attempt
          .journal()
          .info(
              "Kept %s as built before: nothing they are built from has changed"
                  .formatted(Counted.workflows(found.kept().size())));
    }
    return new Plan(files.paths(), found.kept(), found.likely());
  }

  private static WorkflowFiles discover(ProjectFile project, Attempt attempt) {
    WorkflowFiles files = WorkflowFiles.find(project, attempt.source(), attempt.report());
    if (!files.paths().isEmpty()) {
      String found = Counted.workflows(files.paths().size());
      attempt.journal().info("Found " + found + ": " + String.join(", ", files.paths()));
    }
    return files;
  }
}

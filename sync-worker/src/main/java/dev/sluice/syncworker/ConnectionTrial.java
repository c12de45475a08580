package dev.sluice.syncworker;

import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.sync.ConnectionTest.Step;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.SyncLogLine.Level;
import dev.sluice.syncworker.discover.ProjectFile;
import dev.sluice.syncworker.discover.WorkflowFiles;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Hurdle;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.fetch.SourceTree;
import dev.sluice.syncworker.problem.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One trial of an environment's repository: each step that was taken, and how it went. */
final class ConnectionTrial {
  private static final int PATHS_SHOWN = 10;

  private final Repositories repositories;
  private final Environment environment;
  private final List<Step> steps = new ArrayList<>();

  ConnectionTrial(Repositories repositories, Environment environment) {
    this.repositories = repositories;
    this.environment = environment;
  }

  /** Takes the steps up to the first that fails. */
  List<Step> run() {
    switch (repositories.fetchApart(environment)) {
      case Fetching.Refused(Hurdle at, String reason) -> stoppedAt(at, reason);
      case Fetching.Unavailable(Hurdle at, String cause) -> stoppedAt(at, cause);
      case Fetching.Fetched(SourceTree tree) -> {
        try (tree) {
          passed(Optional.of(tree), Hurdle.values());
          read(tree);
        }
      }
    }
    return steps;
  }

  private void stoppedAt(Hurdle hurdle, String why) {
    for (Hurdle passed : Hurdle.values()) {
      if (passed == hurdle) {
        steps.add(new Step(name(hurdle), false, why));
        return;
      }
      passed(Optional.empty(), passed);
    }
  }

  private void passed(Optional<SourceTree> tree, Hurdle... hurdles) {
    for (Hurdle hurdle : hurdles) {
      steps.add(new Step(name(hurdle), true, words(hurdle, tree)));
    }
  }

  private static String name(Hurdle hurdle) {
    return hurdle.name().toLowerCase(Locale.ROOT);
  }

  private String words(Hurdle hurdle, Optional<SourceTree> tree) {
    RepositoryAddress repository = environment.settings().repository();
    return switch (hurdle) {
      case ADDRESS -> repository.url() + " is an address that can be fetched from";
      case HOST -> "The host answers";
      case CREDENTIALS -> "The host lets us read the repository";
      case BRANCH -> "There is a branch " + repository.branch();
      case COMMIT ->
          tree.map(it -> "It is at " + it.commit() + ", which was fetched").orElse("It was found");
    };
  }

  private void read(SourceTree tree) {
    List<String> said = new ArrayList<>();
    RecordedSource source = new RecordedSource(tree, tree.limits(), said::add);
    Report report =
        new Report(
            source::peek,
            (level, message) -> {
              if (level != Level.INFO) {
                said.add(message);
              }
            });
    Optional<ProjectFile> project = ProjectFile.read(source, report);
    String usual = project.map(it -> "Workflows lie in " + it.workflowsFolder()).orElse("");
    steps.add(new Step(ProjectFile.PATH, report.isClean(), words(report, said, usual)));
    said.clear();
    project.ifPresent(it -> find(it, source, report, said));
  }

  private void find(ProjectFile project, RecordedSource source, Report report, List<String> said) {
    List<String> paths = WorkflowFiles.find(project, source, report).paths();
    String shown = String.join(", ", paths.subList(0, Math.min(PATHS_SHOWN, paths.size())));
    String more = paths.size() > PATHS_SHOWN ? ", …" : "";
    String found = "%d found: %s%s".formatted(paths.size(), shown, more);
    steps.add(new Step("workflows", report.isClean(), words(report, said, found)));
  }

  private static String words(Report report, List<String> said, String usual) {
    List<String> all = new ArrayList<>(report.problems().stream().map(Problem::message).toList());
    if (all.isEmpty()) {
      all.add(usual);
      all.addAll(said);
    }
    return String.join(". ", all);
  }
}

package dev.sluice.syncworker.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.syncworker.fetch.FetchLimits;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Mirrors;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.fetch.SourceLimits;
import dev.sluice.syncworker.fetch.SourceTree;
import dev.sluice.syncworker.problem.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BystandersTest {
  private static final String FOLDER = "kindeSrc/environment/workflows/";
  private static final int LARGE = 256 * 1024;

  @TempDir private Path folder;
  private final List<String> log = new ArrayList<>();

  @Test
  @Timeout(30)
  void mention_textThatBeginsManyExports_takesLittleTime() throws IOException {
    try (WorkflowRepository repository = repository()) {
      for (int i = 0; i < 60; i++) {
        repository.write(FOLDER + i + ".ts", "export{".repeat(LARGE / 7));
      }
      repository.write(
          FOLDER + "a.ts", "const workflowSettings = {};\nexport { workflowSettings };");

      mention(repository);
    }

    assertThat(log).isEmpty();
  }

  @Test
  void mention_bothWaysToExportSettings_areWarnedOf() throws IOException {
    try (WorkflowRepository repository = repository()) {
      repository
          .write(FOLDER + "a.ts", "const workflowSettings = {};\nexport { x, workflowSettings };")
          .write(FOLDER + "b.ts", "export const workflowSettings = {};")
          .write(FOLDER + "c.ts", "export { x }; workflowSettings");

      mention(repository);
    }

    assertThat(log).hasSize(2);
  }

  private WorkflowRepository repository() throws IOException {
    return WorkflowRepository.create(folder.resolve("remote.git"));
  }

  private void mention(WorkflowRepository repository) throws IOException {
    repository.push("push");
    Mirrors mirrors = new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT);
    Fetching fetching =
        mirrors.fetch(new EnvironmentName("test"), new RepositoryAddress(repository.url(), "main"));
    try (SourceTree tree =
        assertThat(fetching).asInstanceOf(type(Fetching.Fetched.class)).actual().tree()) {
      RecordedSource source = new RecordedSource(tree, SourceLimits.DEFAULT, log::add);
      Report report = new Report(source::peek, (_, text) -> log.add(text));
      Bystanders.mention(new ProjectFile("kindeSrc", false), source, report);
    }
  }
}

package dev.sluice.syncworker.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.sync.Problem;
import dev.sluice.syncworker.Workbench;
import dev.sluice.syncworker.fetch.FetchLimits;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Mirrors;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.fetch.SourceLimits;
import dev.sluice.syncworker.fetch.SourceTree;
import dev.sluice.syncworker.problem.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BundlerTest {
  @TempDir private Path folder;
  private Bundler bundler;
  private WorkflowRepository repository;

  @BeforeEach
  void start() throws IOException {
    bundler = new Bundler(Workbench.bundlerSettings());
    repository = WorkflowRepository.create(folder.resolve("remote.git"));
  }

  @AfterEach
  void close() {
    bundler.close();
    repository.close();
  }

  @Test
  void process_killedInTheMiddle_endsThatBundlingAndStartsAnewForTheNext() throws IOException {
    repository.write("a.ts", "import './link'; export default 1").link("link.ts", "b.ts");
    List<Long> killed = new ArrayList<>();

    Bundling first = bundle(bundler, path -> killed.add(kill()), "a.ts");
    repository.remove("link.ts").write("link.ts", "");
    Bundling second = bundle(bundler, path -> {}, "a.ts");

    assertThat(first).isInstanceOf(Bundling.Died.class);
    assertThat(second).isInstanceOf(Bundling.Done.class);
    assertThat(bundler.pid()).isNotIn(killed);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void process_seesNothingButHowMuchMemoryItsCompilerMayUse() throws IOException {
    assertThat(Files.readString(Path.of("/proc/" + bundler.pid() + "/environ")))
        .isEqualTo("GOMEMLIMIT=512MiB\0");
  }

  @Test
  void process_killedBetweenCommits_isNotMissed() throws IOException {
    repository.write("a.ts", "export default 1");
    ProcessHandle.of(kill()).ifPresent(process -> process.onExit().join());

    assertThat(bundle(bundler, path -> {}, "a.ts")).isInstanceOf(Bundling.Done.class);
  }

  private long kill() {
    long pid = bundler.pid();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    return pid;
  }

  @Test
  void bundling_thatTakesTooLong_isEnded() throws IOException {
    repository.write("a.ts", "export default 1");
    BundlerSettings impatient = Workbench.bundlerSettings().within(Duration.ofNanos(1));

    try (Bundler hasty = new Bundler(impatient)) {
      assertThat(bundle(hasty, path -> {}, "a.ts"))
          .asInstanceOf(InstanceOfAssertFactories.type(Bundling.Died.class))
          .extracting(Bundling.Died::cause)
          .asString()
          .contains("took longer than");
    }
  }

  @Test
  void bundles_thatAreTooLargeTogether_areNotEvenSent() throws IOException {
    BundleLimits limits = new BundleLimits(Duration.ofSeconds(30), 1 << 20, 2 << 20);
    repository.write("large.ts", "export default '" + "x".repeat(900_000) + "'");
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      repository.write("a" + i + ".ts", "export {default} from './large'");
      entries.add("a" + i + ".ts");
    }
    List<BundledFile> ready = new ArrayList<>();

    try (Bundler small = new Bundler(Workbench.bundlerSettings().within(limits))) {
      Report report = bundle(small, entries, ready::add);

      assertThat(report.problems())
          .singleElement()
          .extracting(Problem::code, Problem::message)
          .satisfies(it -> {
            assertThat(it).element(0).isEqualTo("bundles_too_large");
            assertThat(it).element(1).asString().contains("2 MB", "(limit bundles-mb)");
          });
      assertThat(ready).hasSize(2);
    }
  }

  @Test
  void process_thatEndsOverACommitAgainAndAgain_hasItRejected() throws IOException {
    repository.write("a.ts", "import './link'; export default 1").link("link.ts", "b.ts");
    try (SourceTree tree = fetch()) {
      for (int i = 1; i <= 3; i++) {
        RecordedSource source = new RecordedSource(tree, SourceLimits.DEFAULT, _ -> kill());
        Report report = new Report(source::peek, (level, text) -> {});

        Bundling bundling = bundler.bundle(List.of("a.ts"), source, report);

        assertThat(bundling).isInstanceOf(i < 3 ? Bundling.Died.class : Bundling.Done.class);
        assertThat(report.problems())
            .extracting(Problem::code)
            .isEqualTo(i < 3 ? List.of() : List.of("bundling_broke_off"));
      }
    }
  }

  private Report bundle(Bundler with, List<String> entries, Consumer<BundledFile> ready)
      throws IOException {
    try (SourceTree tree = fetch()) {
      RecordedSource source = new RecordedSource(tree, SourceLimits.DEFAULT, _ -> {});
      Report report = new Report(source::peek, (level, text) -> {});
      with.bundle(new Wanted(entries, Optional.empty(), Set.of()), source, report, ready);
      return report;
    }
  }

  @Test
  void process_afterClose_isGone() {
    ProcessHandle process = ProcessHandle.of(bundler.pid()).orElseThrow();

    bundler.close();

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void bundling_afterClose_isDeferred() throws IOException {
    repository.write("a.ts", "export default 1");
    bundler.close();

    assertThat(bundle(bundler, path -> {}, "a.ts")).isInstanceOf(Bundling.Died.class);
  }

  @Test
  void text_withUnusualLineEnds_arrivesWhole() throws IOException {
    repository.write("a.ts", "export default '\u2028é\uD83D\uDE00\u2029'\r\n//\r");

    Bundling.Done done = (Bundling.Done) bundle(bundler, path -> {}, "a.ts");

    assertThat(done.files().getFirst().code().code()).contains("é\uD83D\uDE00");
  }

  @Test
  void json_whoseKeysAreNoText_keepsThem() throws IOException {
    repository.write("table.json", "{\"\\uD800half\": 1, \"whole\": 2}");
    repository.write("a.ts", "import * as table from './table.json'; export default table");

    Bundling.Done done = (Bundling.Done) bundle(bundler, path -> {}, "a.ts");

    assertThat(done.files().getFirst().code().code())
        .contains("\\uD800half")
        .doesNotContain("\ufffd");
  }

  @Test
  void package_ofPages_isBundledWithoutNodesModules() throws IOException {
    repository.write(
        "a.tsx",
        "import {renderToString} from 'react-dom/server.browser'; export default renderToString");

    Bundling.Done done = (Bundling.Done) bundle(bundler, path -> {}, "a.tsx");

    assertThat(done.files()).hasSize(1);
  }

  @Test
  void folder_thatIsIncomplete_saysSo() {
    BundlerSettings settings = BundlerSettings.of(Workbench.bundlerSettings().node(), folder);

    assertThatThrownBy(() -> new Bundler(settings))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.toString());
  }

  /** Bundles what the repository has now; {@code onLink} is called when a link is looked up. */
  private Bundling bundle(Bundler with, Consumer<String> onLink, String entry) throws IOException {
    try (SourceTree tree = fetch()) {
      RecordedSource source = new RecordedSource(tree, SourceLimits.DEFAULT, onLink);
      return with.bundle(List.of(entry), source, new Report(source::peek, (level, text) -> {}));
    }
  }

  private SourceTree fetch() throws IOException {
    repository.push("push");
    Mirrors mirrors = new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT);
    Fetching fetching =
        mirrors.fetch(new EnvironmentName("test"), new RepositoryAddress(repository.url(), "main"));
    return ((Fetching.Fetched) fetching).tree();
  }
}

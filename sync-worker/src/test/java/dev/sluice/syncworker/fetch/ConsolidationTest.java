package dev.sluice.syncworker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.syncworker.reach.Credential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a mirror between syncs. */
class ConsolidationTest {
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");

  /** More than a mirror is left with. */
  private static final int MANY = 25;

  @TempDir private Path folder;
  private Mirrors mirrors;
  private WorkflowRepository repository;

  @BeforeEach
  void create() throws IOException {
    mirrors = new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT);
    repository = WorkflowRepository.create(folder.resolve("remote.git"));
    repository.write("kept.txt", "kept");
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void mirror_ofFewPacks_staysAsItIs() throws IOException {
    push(3);

    tidy();

    assertThat(packs(mirror())).hasSize(3);
  }

  @Test
  void mirror_ofManyPacks_becomesOne_andIsFetchedIntoAsBefore() throws IOException {
    String commit = push(MANY);

    tidy();

    assertThat(packs(mirror())).hasSize(1);
    assertThat(Files.readAllLines(mirror().resolve("shallow"))).containsExactly(commit);
    assertThat(textOf("kept.txt")).contains("kept");
    repository.write("a.txt", "anew").push("anew");
    assertThat(textOf("a.txt")).contains("anew");
    assertThat(packs(mirror())).hasSize(2);
  }

  /** By a check of types that came late, say. */
  @Test
  void tree_thatIsReadMeanwhile_isReadToItsEnd() throws IOException {
    push(MANY);
    try (SourceTree tree = fetched()) {
      assertThat(tree.find("kept.txt")).isPresent();

      tidy();

      assertThat(tree.find("a.txt").flatMap(it -> tree.read(it, 100))).isPresent();
      try (SourceTree again = tree.again()) {
        assertThat(again.find("kept.txt").flatMap(it -> again.read(it, 100))).isPresent();
      }
    }
  }

  @Test
  void crash_beforeTheOldPacksWereDeleted_costsNothing() throws IOException {
    push(MANY);
    Path before = Files.createDirectory(folder.resolve("before"));
    copy(mirror().resolve("objects/pack"), before);
    tidy();
    copy(before, mirror().resolve("objects/pack"));
    assertThat(packs(mirror())).hasSize(MANY + 1);

    assertThat(textOf("kept.txt")).contains("kept");
    tidy();

    assertThat(packs(mirror())).hasSize(1);
  }

  @Test
  void crash_beforeTheNewPackWasThere_leavesTheOld_andWhatWasBegunIsClearedAway()
      throws IOException {
    push(MANY);
    Path begun = Files.writeString(mirror().resolve("objects/pack/gc_1_tmp.pack_tmp"), "half");
    String name = "objects/pack/pack-" + "0".repeat(40) + ".pack";
    Path unreadable = Files.writeString(mirror().resolve(name), "PACK");

    assertThat(textOf("kept.txt")).contains("kept");
    tidy();

    assertThat(begun).doesNotExist();
    assertThat(unreadable).doesNotExist();
    assertThat(textOf("kept.txt")).contains("kept");
  }

  @Test
  void fetchesAndTidying_atOnce_takeTurns() throws Exception {
    push(MANY);
    CountDownLatch done = new CountDownLatch(1);
    List<Throwable> failures = new ArrayList<>();
    Thread tidying =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (done.getCount() > 0) {
                  tidy();
                }
              } catch (IOException | RuntimeException e) {
                failures.add(e);
              }
            });
    for (int i = 0; i < MANY; i++) {
      repository.write("b.txt", "push " + i).push("push");
      assertThat(textOf("b.txt")).contains("push " + i);
      assertThat(textOf("kept.txt")).contains("kept");
    }
    done.countDown();
    tidying.join();

    assertThat(failures).isEmpty();
  }

  @Test
  void pullRequests_thatWereFetchedBefore_areForgotten() throws IOException {
    RepositoryAddress address = new RepositoryAddress(repository.url(), "main");
    push(1);
    for (int number = 1; number <= MANY; number++) {
      repository.write("a.txt", "pull request " + number).push("pull/" + number, "push");
      check(address, "refs/heads/pull/" + number).close();
    }

    mirrors.tidyCheck(ENVIRONMENT, "refs/heads/pull/" + MANY);

    Path checked = folder.resolve("mirrors/.checked-production");
    assertThat(packs(checked)).hasSize(1);
    try (SourceTree tree = check(address, "refs/heads/pull/1")) {
      assertThat(tree.find("a.txt")).isPresent();
    }
  }

  private SourceTree check(RepositoryAddress address, String ref) {
    Fetching fetching = mirrors.fetchCheck(ENVIRONMENT, address, ref, new Credential.None());
    return assertThat(fetching).asInstanceOf(type(Fetching.Fetched.class)).actual().tree();
  }

  private String push(int times) throws IOException {
    String commit = "";
    for (int i = 0; i < times; i++) {
      commit = repository.write("a.txt", "push " + i).push("push");
      fetched().close();
    }
    return commit;
  }

  private void tidy() throws IOException {
    mirrors.tidy(ENVIRONMENT, new RepositoryAddress(repository.url(), "main"));
  }

  private SourceTree fetched() {
    Fetching fetching = mirrors.fetch(ENVIRONMENT, new RepositoryAddress(repository.url(), "main"));
    return assertThat(fetching).asInstanceOf(type(Fetching.Fetched.class)).actual().tree();
  }

  private Optional<String> textOf(String path) {
    try (SourceTree tree = fetched()) {
      return tree.find(path)
          .flatMap(entry -> tree.read(entry, 100))
          .map(content -> new String(content, StandardCharsets.UTF_8));
    }
  }

  private Path mirror() {
    return folder.resolve("mirrors/production");
  }

  private static List<Path> packs(Path mirror) throws IOException {
    try (Stream<Path> files = Files.list(mirror.resolve("objects/pack"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).toList();
    }
  }

  private static void copy(Path from, Path into) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Path copy = into.resolve(file.getFileName());
        if (!Files.exists(copy)) {
          Files.copy(file, copy);
        }
      }
    }
  }
}

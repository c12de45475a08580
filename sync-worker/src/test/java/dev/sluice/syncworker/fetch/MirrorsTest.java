package dev.sluice.syncworker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorsTest {
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");

  @TempDir private Path folder;
  private Mirrors mirrors;
  private WorkflowRepository repository;

  @BeforeEach
  void create() throws IOException {
    mirrors = new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT);
    repository = WorkflowRepository.create(folder.resolve("remote.git"));
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void fetch_again_givesTheNewCommit() throws IOException {
    repository.write("a.txt", "one").push("one");
    assertThat(textOf("a.txt")).contains("one");
    repository.write("a.txt", "two").push("two");

    assertThat(textOf("a.txt")).contains("two");
  }

  @Test
  void fetch_afterAForcePush_givesTheNewHistory() throws IOException {
    repository.write("a.txt", "one").push("one");
    textOf("a.txt");
    String commit = repository.write("a.txt", "two").forcePush("two");

    try (SourceTree tree = fetched(repository.url())) {
      assertThat(tree.commit().value()).isEqualTo(commit);
    }
  }

  @Test
  void fetch_manyTimes_keepsTheMirrorSmall() throws IOException {
    for (int i = 0; i < 60; i++) {
      repository.write("a.txt", "version " + i).push("push");
      assertThat(textOf("a.txt")).contains("version " + i);
    }

    try (var packs = Files.list(mirrorFolder().resolve("objects/pack"))) {
      assertThat(packs.filter(file -> file.toString().endsWith(".pack"))).hasSizeLessThan(52);
    }
  }

  @Test
  void fetch_intoTheMirrorThatIsThere_addsToIt() throws IOException {
    repository.write("a.txt", "one").push("one");
    textOf("a.txt");
    Path mark = Files.createFile(mirrorFolder().resolve("mark"));
    repository.write("a.txt", "two").push("two");

    assertThat(textOf("a.txt")).contains("two");
    assertThat(mark).exists();
  }

  @Test
  void fetch_bringsNoHistory() throws IOException {
    String first = repository.write("a.txt", "one").push("one");
    repository.write("a.txt", "two").push("two");

    fetched(repository.url()).close();

    assertThat(Files.readString(mirrorFolder().resolve("shallow"))).doesNotContain(first);
  }

  @Test
  void fetch_fromAnotherAddress_forgetsTheFirst() throws IOException {
    repository.write("a.txt", "one").push("one");
    textOf("a.txt");
    try (WorkflowRepository other = WorkflowRepository.create(folder.resolve("other.git"))) {
      other.write("b.txt", "other").push("other");

      try (SourceTree tree = fetched(other.url())) {
        assertThat(tree.find("a.txt")).isEmpty();
        assertThat(tree.find("b.txt")).isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "config", "refs/heads/main.lock", "objects/pack"})
  void fetch_intoAMirrorThatIsDamaged_makesItAnew(String victim) throws IOException {
    repository.write("a.txt", "one").push("one");
    textOf("a.txt");
    repository.write("a.txt", "two").push("two");
    damage(mirrorFolder().resolve(victim));

    assertThat(textOf("a.txt")).contains("two");
  }

  private static void damage(Path victim) throws IOException {
    if (Files.isDirectory(victim)) {
      try (var files = Files.list(victim)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    } else {
      Files.writeString(victim, "[[[damaged");
    }
  }

  @Test
  void fetch_whatACrashLeftAside_isClearedAway() throws IOException {
    repository.write("a.txt", "one").push("one");
    Path aside = folder.resolve("mirrors/.production.new/objects");
    Files.createDirectories(aside);

    assertThat(textOf("a.txt")).contains("one");
    assertThat(folder.resolve("mirrors")).isDirectoryContaining("glob:**/production");
    assertThat(aside).doesNotExist();
  }

  @Test
  void fetch_whatAKillLeftOfAFetch_isClearedAwayAtTheNextStart() throws IOException {
    repository.write("a.txt", "one").push("one");
    textOf("a.txt");
    // As ObjectDirectoryPackParser calls them.
    Path pack = Files.createFile(mirrorFolder().resolve("objects/incoming_1.pack"));
    Path index = Files.createFile(mirrorFolder().resolve("objects/incoming_1.idx"));
    Path aside = Files.createDirectories(folder.resolve("mirrors/.production.new/objects"));
    Path mark = Files.createFile(mirrorFolder().resolve("mark"));
    mirrors = new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT);

    assertThat(textOf("a.txt")).contains("one");

    assertThat(mark).as("of the mirror that is there").exists();
    assertThat(pack).doesNotExist();
    assertThat(index).doesNotExist();
    assertThat(aside).doesNotExist();
  }

  @Test
  void tree_knowsOnlyFiles() throws IOException {
    repository.write("a/b/c.txt", "deep").link("link", "a/b/c.txt").push("push");

    try (SourceTree tree = fetched(repository.url())) {
      assertThat(tree.list("").paths()).containsExactly("a/b/c.txt");
      assertThat(tree.list("a/b").paths()).hasSize(1);
      assertThat(tree.list("nowhere").paths()).isEmpty();
      assertThat(tree.find("link")).isEmpty();
      assertThat(tree.isLink("link")).isTrue();
      for (String path : new String[] {"", "/", "a", "a/", "a//b/c.txt", "./a", "a/../a", "x\0"}) {
        assertThat(tree.find(path)).as(path).isEmpty();
      }
    }
  }

  private Path mirrorFolder() {
    return folder.resolve("mirrors/production");
  }

  private Fetching fetch(String url) {
    return mirrors.fetch(ENVIRONMENT, new RepositoryAddress(url, "main"));
  }

  private SourceTree fetched(String url) {
    return assertThat(fetch(url)).asInstanceOf(type(Fetching.Fetched.class)).actual().tree();
  }

  private Optional<String> textOf(String path) {
    try (SourceTree tree = fetched(repository.url())) {
      return tree.find(path)
          .flatMap(entry -> tree.read(entry, 1000))
          .map(content -> new String(content, StandardCharsets.UTF_8));
    }
  }
}

package dev.sluice.syncworker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSourceTest {
  private static final Pattern TEXTS = Pattern.compile(".*\\.txt");

  @TempDir private Path folder;
  private final List<String> log = new ArrayList<>();
  private WorkflowRepository repository;
  private SourceTree tree;

  @BeforeEach
  void push() throws IOException {
    repository = WorkflowRepository.create(folder.resolve("remote.git"));
    repository.write("a.txt", "12345").write("b.txt", "67890").link("link", "/etc/passwd");
    tree = pushed();
  }

  @AfterEach
  void close() {
    tree.close();
    repository.close();
  }

  private SourceTree pushed() throws IOException {
    repository.push("push");
    Mirrors mirrors = new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT);
    Fetching fetching =
        mirrors.fetch(new EnvironmentName("test"), new RepositoryAddress(repository.url(), "main"));
    return assertThat(fetching).asInstanceOf(type(Fetching.Fetched.class)).actual().tree();
  }

  private RecordedSource source(SourceLimits limits) {
    return new RecordedSource(tree, limits, log::add);
  }

  @Test
  void file_largerThanItMayBe_isTooMuch() {
    assertThat(codeOf(source(new SourceLimits(4, 100, 10)).lookup("a.txt")))
        .isEqualTo("file_too_large");
  }

  @Test
  void files_largerThanAllMayBe_areTooMuch() {
    RecordedSource source = source(new SourceLimits(5, 9, 10));

    assertThat(source.lookup("a.txt")).isInstanceOf(Lookup.Found.class);
    assertThat(source.lookup("a.txt")).as("counted once").isInstanceOf(Lookup.Found.class);
    assertThat(codeOf(source.lookup("b.txt"))).isEqualTo("too_much_source");
  }

  @Test
  void lookups_moreThanThereMayBe_areTooMuch() {
    RecordedSource source = source(new SourceLimits(5, 100, 1));

    assertThat(source.lookup("missing")).isInstanceOf(Lookup.Absent.class);
    assertThat(codeOf(source.lookup("a.txt"))).isEqualTo("too_many_files");
  }

  private static String codeOf(Lookup lookup) {
    return assertThat(lookup).asInstanceOf(type(Lookup.Unread.class)).actual().code();
  }

  @Test
  void symbolicLink_isAbsentWithALine() {
    assertThat(source(SourceLimits.DEFAULT).lookup("link")).isInstanceOf(Lookup.Absent.class);
    assertThat(log).containsExactly("link is a symbolic link and is taken as absent");
  }

  @Test
  void inputs_writtenAndRead_areTheSameQuestions() throws IOException {
    RecordedSource source = source(SourceLimits.DEFAULT);
    source.lookup("a.txt");
    source.lookup("missing\n\"path");
    source.list("", TEXTS);
    String text = source.inputs("builder 1").toText();

    Inputs read = Inputs.parse(text).orElseThrow();

    assertThat(read.toText()).isEqualTo(text);
    assertThat(read.builder()).isEqualTo("builder 1");
    assertThat(read.sameIn(tree)).isTrue();
  }

  @Test
  void inputs_ofATreeWithOneMoreListedFile_differ() throws IOException {
    RecordedSource source = source(SourceLimits.DEFAULT);
    source.list("", TEXTS);
    Inputs inputs = source.inputs("builder 1");

    repository.write("unlisted.md", "");
    assertThat(sameInNext(inputs)).isTrue();
    repository.write("c.txt", "");
    assertThat(sameInNext(inputs)).isFalse();
  }

  @Test
  void inputs_ofATreeWithAFileWhereThereWasNone_differ() throws IOException {
    RecordedSource source = source(SourceLimits.DEFAULT);
    source.lookup("missing");
    Inputs inputs = source.inputs("builder 1");

    repository.write("missing", "");
    assertThat(sameInNext(inputs)).isFalse();
  }

  private boolean sameInNext(Inputs inputs) throws IOException {
    try (SourceTree next = pushed()) {
      return inputs.sameIn(next);
    }
  }

  @Test
  void inputs_inAnotherNotation_areNone() {
    assertThat(Inputs.parse("")).isEmpty();
    assertThat(Inputs.parse("v0 something")).isEmpty();
    assertThat(Inputs.parse("[]")).isEmpty();
    assertThat(Inputs.parse("{\"builder\":\"x\",\"listings\":[{}]}")).isEmpty();
  }
}

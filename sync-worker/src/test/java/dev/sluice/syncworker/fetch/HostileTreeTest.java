package dev.sluice.syncworker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commits that are small in Git's objects and huge in what they unfold to. */
@Timeout(60)
class HostileTreeTest {
  private static final PersonIdent AUTHOR = new PersonIdent("Eve", "eve@example.com");
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("test");

  @TempDir private Path folder;
  private Repository remote;
  private ObjectInserter objects;

  @BeforeEach
  void create() throws IOException {
    remote =
        new FileRepositoryBuilder()
            .setGitDir(folder.resolve("remote.git").toFile())
            .setBare()
            .build();
    remote.create(true);
    objects = remote.newObjectInserter();
  }

  @AfterEach
  void close() {
    objects.close();
    remote.close();
  }

  @Test
  void list_foldersThatMultiplyLinks_isCutShort() throws IOException {
    ObjectId tree = repeated(20, "l", FileMode.SYMLINK, blob("nowhere"));
    for (int level = 0; level < 8; level++) {
      tree = repeated(20, "d", FileMode.TREE, tree);
    }

    try (SourceTree source = pushed(tree)) {
      assertThat(source.list("").complete()).isFalse();
      assertThat(recorded(source).list("", Pattern.compile(".*"))).isEmpty();
      assertThat(recorded(source).glance("")).isEmpty();
    }
  }

  @Test
  void list_pathThatIsTooLong_isCutShort() throws IOException {
    ObjectId files = repeated(1_000, "f", FileMode.REGULAR_FILE, blob(""));

    try (SourceTree source = pushed(single("x".repeat(120_000), FileMode.TREE, files))) {
      assertThat(source.list("")).isEqualTo(new TreeListing(List.of(), false));
      assertThat(source.find("x".repeat(120_000) + "/f1")).isEmpty();
    }
  }

  @Test
  void list_pathsThatAreTooMuchTogether_isCutShort() throws IOException {
    ObjectId files = repeated(1_000, "f", FileMode.REGULAR_FILE, blob(""));
    TreeLimits limits = new TreeLimits(100_000, 4_096, 100_000, 1_000_000);

    try (SourceTree source = pushed(single("x".repeat(1_000), FileMode.TREE, files))) {
      TreeListing listing = source.list("", limits);

      assertThat(listing.complete()).isFalse();
      assertThat(listing.files()).hasSizeLessThan(101);
      assertThat(source.list("").complete()).isTrue();
    }
  }

  @Test
  void list_foldersThatAreTooMuchTogether_isCutShort() throws IOException {
    ObjectId files = repeated(1_000, "f", FileMode.REGULAR_FILE, blob(""));
    TreeLimits limits = new TreeLimits(100_000, 4_096, 1_000_000, 10_000);

    try (SourceTree source = pushed(single("x", FileMode.TREE, files))) {
      assertThat(source.list("", limits)).isEqualTo(new TreeListing(List.of(), false));
    }
  }

  @Test
  void inputs_ofATreeThatIsTooMuch_differ() throws IOException {
    Inputs inputs;
    try (SourceTree source = pushed(single("a.txt", FileMode.REGULAR_FILE, blob("")))) {
      RecordedSource recorded = recorded(source);
      assertThat(recorded.list("", Pattern.compile(".*"))).isPresent();
      inputs = recorded.inputs("builder");
      assertThat(inputs.sameIn(source)).isTrue();
    }
    ObjectId many = repeated(1, "x".repeat(5_000), FileMode.REGULAR_FILE, blob(""));

    try (SourceTree source = pushed(many)) {
      assertThat(inputs.sameIn(source)).isFalse();
    }
  }

  @Test
  void fetch_objectLargerThanItMayBe_isRefused() throws IOException {
    ObjectId tree = single("a.txt", FileMode.REGULAR_FILE, blob("a".repeat(20_000)));

    assertThat(refusal(tree, limits(1_000_000, 10_000))).contains("larger than");
  }

  @Test
  void fetch_packLargerThanItMayBe_isRefused() throws IOException {
    ObjectId tree = repeated(500, "f", FileMode.REGULAR_FILE, blob(""));

    assertThat(refusal(tree, limits(300, 1_000_000))).contains("larger than");
    assertThat(folder.resolve("mirrors")).isEmptyDirectory();
  }

  @Test
  void mirror_neverCollectsGarbage() throws IOException {
    pushed(single("a.txt", FileMode.REGULAR_FILE, blob(""))).close();

    try (Repository mirror =
        new FileRepositoryBuilder()
            .setGitDir(folder.resolve("mirrors/test").toFile())
            .setBare()
            .build()) {
      assertThat(mirror.getConfig().getInt("gc", "auto", 6_700)).isZero();
      assertThat(mirror.getConfig().getInt("gc", "autopacklimit", 50)).isZero();
      assertThat(mirror.getConfig().getBoolean("gc", "autodetach", true)).isFalse();
      assertThat(mirror.getConfig().getBoolean("receive", "autogc", true)).isFalse();
    }
  }

  private static FetchLimits limits(long packBytes, long objectBytes) {
    return new FetchLimits(Duration.ofSeconds(20), Duration.ofMinutes(1), packBytes, objectBytes);
  }

  private static RecordedSource recorded(SourceTree tree) {
    return new RecordedSource(tree, SourceLimits.DEFAULT, _ -> {});
  }

  private ObjectId blob(String content) throws IOException {
    return objects.insert(Constants.OBJ_BLOB, Constants.encode(content));
  }

  private ObjectId single(String name, FileMode mode, ObjectId id) throws IOException {
    TreeFormatter tree = new TreeFormatter();
    tree.append(name, mode, id);
    return objects.insert(tree);
  }

  private ObjectId repeated(int count, String name, FileMode mode, ObjectId id) throws IOException {
    TreeFormatter tree = new TreeFormatter();
    for (int i = 0; i < count; i++) {
      tree.append("%s%04d".formatted(name, i), mode, id);
    }
    return objects.insert(tree);
  }

  private void push(ObjectId tree) throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(AUTHOR);
    commit.setCommitter(AUTHOR);
    RefUpdate update = remote.updateRef("refs/heads/main");
    update.setNewObjectId(objects.insert(commit));
    objects.flush();
    update.forceUpdate();
  }

  private Fetching fetch(ObjectId tree, FetchLimits limits) throws IOException {
    push(tree);
    String url = folder.resolve("remote.git").toUri().toString();
    return new Mirrors(folder.resolve("mirrors"), true, limits)
        .fetch(ENVIRONMENT, new RepositoryAddress(url, "main"));
  }

  private SourceTree pushed(ObjectId tree) throws IOException {
    return assertThat(fetch(tree, FetchLimits.DEFAULT))
        .asInstanceOf(type(Fetching.Fetched.class))
        .actual()
        .tree();
  }

  private String refusal(ObjectId tree, FetchLimits limits) throws IOException {
    return assertThat(fetch(tree, limits))
        .asInstanceOf(type(Fetching.Refused.class))
        .actual()
        .reason();
  }
}

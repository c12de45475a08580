package dev.sluice.syncworker;

import static dev.sluice.syncworker.RawRepository.FILE;
import static dev.sluice.syncworker.RawRepository.FOLDER;
import static dev.sluice.syncworker.RawRepository.LINK;
import static dev.sluice.syncworker.RawRepository.SUBMODULE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.syncworker.RawRepository.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commits made to break whoever reads them. Each ends in a problem that names what is wrong, or
 * does no harm; soon, and with little on the disk.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRepositoryTest {
  private static final String SOUND = SampleWorkflows.idle("a", "user:pre_mfa");
  private static final String SUBMODULE_ID = "1234567890123456789012345678901234567890";
  private static final long MOST_ON_DISK = 30L << 20;
  private static final String POINTER =
      """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
      size 12345
      """;

  private Workbench bench;
  private RawRepository remote;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    remote = new RawRepository(folder.resolve("hostile.git"));
    bench.connect(remote.url(), true);
  }

  @AfterAll
  void close() {
    remote.close();
    bench.close();
  }

  /** Makes a commit's root folder. */
  interface Root {
    ObjectId of(RawRepository repository) throws IOException;
  }

  record Attack(String name, Root root, List<String> ends) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Ends in a problem with that code, which says that. */
  private static Attack refused(String name, String code, String words, Root root) {
    return new Attack(name, root, List.of(code, words));
  }

  /** The same for what lies in the workflows' folder. */
  private static Attack inside(String name, String code, String words, Root workflows) {
    return refused(name, code, words, it -> project(it, FOLDER, workflows.of(it)));
  }

  /** The same for a workflow's name, beside a sound one. */
  private static Attack named(String name, String words, String file) {
    return named(name, words, file, UTF_8);
  }

  private static Attack named(String name, String words, String file, Charset charset) {
    return inside(
        name, "invalid_path", words, it -> it.tree(new Entry(FILE, file, charset, it.blob(SOUND))));
  }

  /** The same for what a workflow holds. */
  private static Attack holding(String name, String code, String words, byte[] content) {
    return inside(
        name, code, words, it -> it.tree(new Entry(FILE, "aWorkflow.ts", it.blob(content))));
  }

  /** Harmless, beside a sound workflow. */
  private static Attack beside(String name, Root folder) {
    return new Attack(
        name,
        it ->
            it.tree(
                new Entry(FILE, "kinde.json", it.blob(SampleWorkflows.KINDE_JSON)),
                new Entry(FOLDER, "kindeSrc", it.nested(1, "environment", sound(it))),
                new Entry(FOLDER, "other", folder.of(it))),
        List.of());
  }

  private static ObjectId sound(RawRepository it) throws IOException {
    return it.tree(new Entry(FOLDER, "workflows", workflow(it)));
  }

  private static ObjectId workflow(RawRepository it) throws IOException {
    return it.tree(new Entry(FILE, "aWorkflow.ts", it.blob(SOUND)));
  }

  private static ObjectId project(RawRepository it, String mode, ObjectId workflows)
      throws IOException {
    ObjectId environment = it.tree(new Entry(mode, "workflows", workflows));
    return it.tree(
        new Entry(FILE, "kinde.json", it.blob(SampleWorkflows.KINDE_JSON)),
        new Entry(FOLDER, "kindeSrc", it.nested(1, "environment", environment)));
  }

  /** A thousand folders that are one, of a thousand files that are one. */
  private static ObjectId million(RawRepository it, String name) throws IOException {
    ObjectId thousand = it.repeated(1_000, FILE, name, it.blob(SOUND));
    return it.repeated(1_000, FOLDER, "d%04d", thousand);
  }

  /** Ten folders in each of ten, ten levels deep: 10^10 of them in eleven objects. */
  private static ObjectId bomb(RawRepository it) throws IOException {
    ObjectId tree = workflow(it);
    for (int level = 0; level < 10; level++) {
      tree = it.repeated(10, FOLDER, "d%d", tree);
    }
    return tree;
  }

  static Stream<Attack> waysOut() {
    return Stream.of(
        refused(
            "workflows are a symbolic link",
            "no_workflows",
            "kindeSrc/environment/workflows is a symbolic link",
            it -> project(it, LINK, it.blob("../../../../etc"))),
        refused(
            "workflows are a submodule",
            "no_workflows",
            "kindeSrc/environment/workflows is a submodule",
            it -> project(it, SUBMODULE, ObjectId.fromString(SUBMODULE_ID))),
        refused(
            "the root of workflows is a symbolic link",
            "no_workflows",
            "kindeSrc is a symbolic link",
            it ->
                it.tree(
                    new Entry(FILE, "kinde.json", it.blob(SampleWorkflows.KINDE_JSON)),
                    new Entry(LINK, "kindeSrc", it.blob("/")))),
        inside(
            "a workflow is a symbolic link",
            "no_workflows",
            "no file below",
            it -> it.tree(new Entry(LINK, "aWorkflow.ts", it.blob("/etc/passwd")))),
        inside(
            "a workflow is a submodule",
            "no_workflows",
            "no file below",
            it -> it.tree(new Entry(SUBMODULE, "aWorkflow.ts", ObjectId.fromString(SUBMODULE_ID)))),
        inside(
            "a folder that is the one above",
            "invalid_path",
            "two dots",
            it -> it.tree(new Entry(FOLDER, "..", workflow(it)))),
        inside(
            "a folder that is itself",
            "invalid_path",
            "a dot",
            it -> it.tree(new Entry(FOLDER, ".", workflow(it)))),
        inside(
            "a folder that is Git's own",
            "invalid_path",
            ".git",
            it -> it.tree(new Entry(FOLDER, ".GIT", workflow(it)))),
        inside(
            "a folder without a name",
            "invalid_path",
            "an empty part",
            it -> it.tree(new Entry(FOLDER, "", workflow(it)))));
  }

  static Stream<Attack> names() {
    return Stream.of(
        named("an absolute name", "an empty part", "/etc/aWorkflow.ts"),
        named("a name with two dots", "two dots", "../../aWorkflow.ts"),
        named("a drive's letter", "drive's letter", "C:aWorkflow.ts"),
        named("a drive's letter and a backslash", "a backslash", "C:\\aWorkflow.ts"),
        named("backslashes", "a backslash", "..\\..\\aWorkflow.ts"),
        named("a line break", "\\u000A", "x\naWorkflow.ts"),
        named("an escape", "\\u001B", "\u001b[2JaWorkflow.ts"),
        named("text from right to left", "\\u202E", "\u202etsWorkflow.ts"),
        named(
            "a name that isn't UTF-8",
            "isn't found under that name",
            "\u00e9Workflow.ts",
            ISO_8859_1),
        inside(
            "names that differ in case",
            "path_collision",
            "upper and lower case",
            it ->
                it.tree(
                    new Entry(FILE, "AWorkflow.ts", it.blob(SOUND)),
                    new Entry(FILE, "aWorkflow.ts", it.blob(SOUND)))),
        inside(
            "names that differ in how an accent is written",
            "path_collision",
            "accents",
            it ->
                it.tree(
                    new Entry(FILE, "e\u0301Workflow.ts", it.blob(SOUND)),
                    new Entry(FILE, "\u00e9Workflow.ts", it.blob(SOUND)))),
        inside(
            "a name that is there twice",
            "invalid_path",
            "is there twice",
            it ->
                it.tree(
                    new Entry(FILE, "aWorkflow.ts", it.blob(SOUND)),
                    new Entry(FILE, "aWorkflow.ts", it.blob("throw 1")))));
  }

  static Stream<Attack> sizes() {
    return Stream.of(
        inside(
            "ten thousand workflows",
            "too_many_workflows",
            "10,000 workflow files",
            it -> it.repeated(10_000, FILE, "a%05dWorkflow.ts", it.blob(SOUND))),
        inside(
            "a million workflows",
            "too_many_files",
            "(limit files)",
            it -> million(it, "a%04dWorkflow.ts")),
        inside(
            "folders that unfold without end",
            "too_many_files",
            "(limit files)",
            HostileRepositoryTest::bomb),
        inside(
            "three thousand folders in each other",
            "too_many_files",
            "no path longer than",
            it -> it.nested(3_000, "d", workflow(it))),
        inside(
            "a workflow of a folder without end",
            "too_many_files",
            "no path longer than",
            it -> it.nested(1, "x".repeat(100_000), workflow(it))),
        refused(
            "a million files and no workflow",
            "no_workflows",
            "no file below",
            it ->
                it.tree(
                    new Entry(FILE, "kinde.json", it.blob(SampleWorkflows.KINDE_JSON)),
                    new Entry(FOLDER, "other", million(it, "a%04dWorkflow.ts")))),
        holding(
            "a workflow of six megabytes",
            "file_too_large",
            "(limit file-mb)",
            ("//" + "x".repeat(6 << 20)).getBytes(UTF_8)),
        inside(
            "a bundle that is larger than its files",
            "bundle_too_large",
            "(limit bundle-mb)",
            it -> {
              ObjectId big = it.blob("export default '" + "x".repeat(4_900_000) + "'");
              Entry[] entries = new Entry[6];
              StringBuilder imports = new StringBuilder("export const all = [];\n");
              for (int i = 0; i < 5; i++) {
                imports.append("import m%d from './m%d'; all.push(m%d);\n".formatted(i, i, i));
                entries[i + 1] = new Entry(FILE, "m%d.ts".formatted(i), big);
              }
              entries[0] = new Entry(FILE, "aWorkflow.ts", it.blob(imports + SOUND));
              return it.tree(entries);
            }),
        inside(
            "more source than is read",
            "too_much_source",
            "(limit source-mb)",
            it -> {
              ObjectId big = it.blob("//" + " ".repeat((5 << 20) - 2));
              StringBuilder imports = new StringBuilder();
              for (int i = 0; i < 22; i++) {
                imports.append("import './m%02d';\n".formatted(i));
              }
              Entry[] entries = new Entry[23];
              entries[0] = new Entry(FILE, "aWorkflow.ts", it.blob(imports + SOUND));
              for (int i = 0; i < 22; i++) {
                entries[i + 1] = new Entry(FILE, "m%02d.ts".formatted(i), big);
              }
              return it.tree(entries);
            }));
  }

  static Stream<Attack> contents() {
    return Stream.of(
        holding("a pointer of Git LFS", "lfs_pointer", ".gitattributes", POINTER.getBytes(UTF_8)),
        holding("UTF-16", "not_utf8", "save it as UTF-8", SOUND.getBytes(UTF_16)),
        holding(
            "UTF-16 without a mark",
            "not_utf8",
            "save it as UTF-8",
            SOUND.getBytes(Charset.forName("UTF-16LE"))),
        holding(
            "UTF-32", "not_utf8", "save it as UTF-8", SOUND.getBytes(Charset.forName("UTF-32"))),
        holding("nothing but NUL", "not_utf8", "save it as UTF-8", new byte[1_000]),
        holding(
            "a million brackets in each other",
            "too_deep",
            "in brackets",
            (SOUND + "(".repeat(1_000_000)).getBytes(UTF_8)),
        refused(
            "kinde.json in Git LFS",
            "lfs_pointer",
            "kinde.json is kept in Git LFS",
            it -> it.tree(new Entry(FILE, "kinde.json", it.blob(POINTER)))),
        refused(
            "kinde.json in UTF-16",
            "not_utf8",
            "kinde.json is in UTF-16",
            it ->
                it.tree(
                    new Entry(
                        FILE, "kinde.json", it.blob(SampleWorkflows.KINDE_JSON.getBytes(UTF_16))))),
        refused(
            "kinde.json of a million brackets",
            "invalid_kinde_json",
            "depth",
            it -> it.tree(new Entry(FILE, "kinde.json", it.blob("[".repeat(1_000_000))))),
        refused(
            "kinde.json that is a symbolic link",
            "no_workflows",
            "no file below",
            it -> it.tree(new Entry(LINK, "kinde.json", it.blob("/etc/passwd")))));
  }

  @ParameterizedTest
  @MethodSource({"waysOut", "names", "sizes", "contents"})
  void commit_thatIsHostile_isRejectedByName(Attack attack) throws IOException {
    remote.push(attack.root().of(remote));

    Sync sync = bench.sync();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.REJECTED);
    assertThat(sync.progress().problems())
        .extracting(Problem::code)
        .isNotEmpty()
        .containsOnly(attack.ends().getFirst());
    assertThat(sync.progress().problems().getFirst().message()).contains(attack.ends().getLast());
    assertThat(bench.log(sync).lines()).noneMatch(it -> it.matches(".*[\u0001\u001b\u202e].*"));
    assertThat(bytesIn(bench.data().resolve("mirrors"))).isLessThan(MOST_ON_DISK);
  }

  static final List<Attack> HARMLESS =
      List.of(
          beside("a million files elsewhere", it -> million(it, "f%04d")),
          beside("folders without end elsewhere", HostileRepositoryTest::bomb),
          beside(
              "three thousand folders in each other elsewhere",
              it -> it.nested(3_000, "d", workflow(it))),
          beside(
              "names that are none elsewhere",
              it ->
                  it.tree(
                      new Entry(FOLDER, "..", workflow(it)),
                      new Entry(FILE, "/etc/passwd", it.blob("x")),
                      new Entry(FILE, "C:\\x\u001b", it.blob("x")),
                      new Entry(FILE, "a folder out of order", it.blob("x")),
                      new Entry(SUBMODULE, "x", ObjectId.fromString(SUBMODULE_ID)),
                      new Entry(LINK, "x", it.blob("/dev/zero")))),
          beside(
              "modes that are none elsewhere",
              it ->
                  it.tree(
                      new Entry("777", "a", it.blob("x")),
                      new Entry("0", "b", it.blob("x")),
                      new Entry("0100666", "c", it.blob("x")))));

  @ParameterizedTest
  @FieldSource("HARMLESS")
  void commit_thatIsHostileElsewhere_isReleased(Attack attack) throws IOException {
    assertReleased(attack.root().of(remote));
  }

  /** The date is that of author and committer, in seconds. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "4294967296", "99999999999999999999", "x"})
  void commit_ofAnotherTime_isReleased(String date) throws IOException {
    ObjectId root = project(remote, FOLDER, workflow(remote));
    remote.push(
        root,
        commit ->
            new String(commit, UTF_8).replaceAll("> \\d+ ", "> " + date + " ").getBytes(UTF_8));

    assertThat(released()).isEqualTo(1);
  }

  @Test
  void source_withAStrayByte_isReleasedWithAWarning() throws IOException {
    byte[] source = (SOUND + "\n// caf\u00e9").getBytes(ISO_8859_1);
    ObjectId workflow = remote.tree(new Entry(FILE, "aWorkflow.ts", remote.blob(source)));
    remote.push(project(remote, FOLDER, workflow));

    Sync sync = bench.sync();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync)).containsOnlyOnce("aWorkflow.ts isn't all UTF-8");
  }

  private void assertReleased(ObjectId root) throws IOException {
    remote.push(root);
    assertThat(released()).isEqualTo(1);
  }

  /** One if what was pushed is what is live. */
  private int released() throws IOException {
    Sync sync = bench.sync();
    assertThat(sync.status()).as(bench.log(sync)).isIn(SyncStatus.RELEASED, SyncStatus.UNCHANGED);
    assertThat(bytesIn(bench.data().resolve("mirrors"))).isLessThan(MOST_ON_DISK);
    return bench
        .registry()
        .releases()
        .live(Workbench.PRODUCTION)
        .orElseThrow()
        .deployments()
        .size();
  }

  private static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(file -> {
            try {
              return Files.size(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .sum();
    }
  }
}

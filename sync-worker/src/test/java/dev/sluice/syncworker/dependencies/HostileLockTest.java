package dev.sluice.syncworker.dependencies;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.syncworker.SyncWorker;
import dev.sluice.syncworker.Workbench;
import dev.sluice.syncworker.WorkshopSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository, or a package it depends on, may try. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileLockTest {
  private static final String USES_IT =
      """
      import it from "it";
      export const workflowSettings = { id: String(it), trigger: "user:pre_mfa" };
      export default () => {};
      """;
  private static final Map<String, String> FILES = Map.of("index.js", "module.exports = 'it';");

  private Path folder = Path.of("");
  private Workbench bench;
  private SyncWorker worker;
  private TinyRegistry registry;
  private TinyRegistry elsewhere;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    this.folder = folder;
    bench = new Workbench(folder);
    registry = new TinyRegistry();
    elsewhere = new TinyRegistry();
    worker = bench.worker(limited(bench.workshop(registry.uri()), 0));
  }

  private static WorkshopSettings limited(WorkshopSettings usual, long free) {
    DependencySettings given = usual.dependencies();
    DependencyLimits small =
        new DependencyLimits(
            Duration.ofSeconds(30), 3, 20, new DependencyLimits.Sizes(80_000, 100_000), free);
    return new WorkshopSettings(
        usual.bundler(),
        new DependencySettings(
            given.folder(), given.registry(), small, given.kept(), given.installer()),
        usual.types());
  }

  @BeforeEach
  void begin() {
    registry.failWith(0);
    bench
        .repository()
        .clear()
        .write(
            "kinde.json", "{\"version\": \"1\", \"integrations\": {\"npm\": {\"enabled\": true}}}")
        .write(FOLDER + "aWorkflow.ts", USES_IT);
  }

  @AfterEach
  void nothingIsLeftUnfinishedAndNobodyElseWasAsked() throws IOException {
    if (Files.exists(bench.packages())) {
      try (Stream<Path> folders = Files.list(bench.packages())) {
        assertThat(folders.map(it -> it.getFileName().toString()))
            .noneMatch(name -> name.startsWith("unfinished"));
      }
    }
    assertThat(elsewhere.requests()).isEmpty();
  }

  @AfterAll
  void close() {
    worker.close();
    bench.close();
    registry.close();
    elsewhere.close();
  }

  private Sync push(NpmLock lock) throws IOException {
    return push(lock.packageJson(), "package-lock.json", lock.lock());
  }

  private Sync push(String packageJson, String name, String lock) throws IOException {
    bench.repository().write("package.json", packageJson).write(name, lock).push("push");
    return sync();
  }

  private Sync sync() {
    Sync asked = bench.registry().syncs().request(Workbench.PRODUCTION, "a test");
    worker.step();
    return bench.reread(asked);
  }

  private static List<String> codes(Sync sync) {
    return sync.progress().problems().stream().map(Problem::code).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "git+ssh://git@example.com/it.git, a Git repository",
    "github:someone/it, a Git repository",
    "someone/it, a Git repository",
    "file:../it, a folder or file",
    "link:../it, a folder or file",
    "https://example.com/it.tgz, an address",
  })
  void dependency_fromElsewhere_isRefusedByName(String specifier, String what) throws IOException {
    Sync sync = push(new NpmLock().needs("it", specifier, Map.of("resolved", specifier)));

    assertThat(codes(sync)).containsExactly("dependency_not_from_registry");
    assertThat(bench.log(sync)).contains("it comes from " + what);
  }

  @Test
  void address_inTheLockFileOrInNpmrc_countsForNothing() throws IOException {
    String integrity = registry.publish("it", "1.0.0", FILES);
    bench.repository().write(".npmrc", "registry=" + elsewhere.uri());
    Sync sync =
        push(
            new NpmLock()
                .needs(
                    "it",
                    "^1.0.0",
                    Map.of(
                        "version",
                        "1.0.0",
                        "resolved",
                        elsewhere.uri() + "it/-/it-1.0.0.tgz",
                        "integrity",
                        integrity)));

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(registry.requests()).contains("/it/-/it-1.0.0.tgz");
  }

  @Test
  void package_thatItsRegistryKeepsElsewhere_isFoundAsThatSays() throws IOException {
    String integrity = registry.publish("it", "1.0.1", FILES);
    registry.moveAway("it", "1.0.1");

    Sync sync = push(new NpmLock().needs("it", "1.0.1", integrity));

    assertThat(sync.status()).as(bench.log(sync)).isIn(SyncStatus.RELEASED, SyncStatus.UNCHANGED);
    assertThat(registry.requests()).contains("/elsewhere.tgz");
  }

  @Test
  void package_thatIsntWhatWasLocked_isRefused() throws IOException {
    String integrity = registry.publish("it", "1.1.0", FILES);
    registry.publish("it", "1.1.0", Map.of("index.js", "module.exports = 'stolen';"));

    Sync sync = push(new NpmLock().needs("it", "1.1.0", integrity));

    assertThat(codes(sync)).containsExactly("dependency_differs");
  }

  @ParameterizedTest
  @CsvSource({"''", "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="})
  void package_withoutAnIntegrityThatCanBeTrusted_isRefused(String integrity) throws IOException {
    Sync sync = push(new NpmLock().needs("it", "1.0.0", integrity));

    assertThat(codes(sync)).containsExactly("dependency_without_integrity");
  }

  @Test
  void installScripts_arentRun() throws IOException {
    Path mark = folder.resolve("ran");
    byte[] archive =
        new Tarball()
            .file(
                "package/package.json",
                "{\"name\":\"it\",\"scripts\":{\"preinstall\":\"touch %1$s\",\"install\":\"touch %1$s\","
                        .formatted(mark)
                    + "\"postinstall\":\"touch %s\"}}".formatted(mark))
            .file("package/binding.gyp", "{}")
            .file("package/index.js", "module.exports = 'scripted';")
            .toBytes();
    Sync sync = push(new NpmLock().needs("it", "1.2.0", registry.publish("it", "1.2.0", archive)));

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(mark).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "package/../../../escaped.js",
    "/tmp/sluice-escaped.js",
    "package/./x.js",
    "package/a\\..\\b.js"
  })
  void archive_withAPathThatLeadsOut_isRefused(String path) throws IOException {
    byte[] archive = new Tarball().file(path, "escaped").toBytes();
    String integrity = registry.publish("it", "1.3.0", archive);

    Sync sync = push(new NpmLock().needs("it", "1.3.0", integrity));

    assertThat(codes(sync)).containsExactly("broken_package");
    assertThat(Path.of("/tmp/sluice-escaped.js")).doesNotExist();
    assertThat(folder.resolve("escaped.js")).doesNotExist();
  }

  @Test
  void archive_withLinks_leavesThemOut() throws IOException {
    byte[] archive =
        new Tarball()
            .symbolicLink("package/etc", "/etc")
            .symbolicLink("package/secret.js", "/etc/passwd")
            .hardLink("package/hard.js", "/etc/passwd")
            .file("package/etc/written", "through a link")
            .file("package/index.js", "module.exports = require('./secret.js');")
            .toBytes();
    String integrity = registry.publish("it", "1.4.0", archive);

    Sync sync = push(new NpmLock().needs("it", "1.4.0", integrity));

    assertThat(sync.status()).isEqualTo(SyncStatus.REJECTED);
    assertThat(bench.log(sync)).contains("Could not resolve \"./secret.js\"");
    assertThat(Path.of("/etc/written")).doesNotExist();
  }

  @Test
  void package_thatImportsTheDisk_isRefused() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.js"), "module.exports = 'secret';");
    String integrity =
        registry.publish(
            "it", "1.5.0", Map.of("index.js", "module.exports = require('" + secret + "');"));

    Sync sync = push(new NpmLock().needs("it", "1.5.0", integrity));

    assertThat(codes(sync)).containsExactly("invalid_location");
  }

  @Test
  void disk_thatIsToStayFree_isntFilledWithPackages(@TempDir Path other) throws IOException {
    NpmLock lock = new NpmLock().needs("it", "1.0.0", registry.publish("it", "1.0.0", FILES));
    try (Workbench full = new Workbench(other);
        SyncWorker cautious =
            full.worker(limited(full.workshop(registry.uri()), Long.MAX_VALUE / 2))) {
      full.repository()
          .write("kinde.json", "{\"version\":\"1\",\"integrations\":{\"npm\":{\"enabled\":true}}}")
          .write(FOLDER + "aWorkflow.ts", USES_IT)
          .write("package.json", lock.packageJson())
          .write("package-lock.json", lock.lock())
          .push("push");
      Sync asked = full.registry().syncs().request(Workbench.PRODUCTION, "a test");
      cautious.step();

      assertThat(full.reread(asked).status()).isEqualTo(SyncStatus.QUEUED);
      assertThat(full.log(asked)).contains("has no room to install packages", "free-mb");
      assertThat(full.packages()).isEmptyDirectory();
    }
  }

  @Test
  void packages_tooMany_areRefused() throws IOException {
    NpmLock lock = new NpmLock();
    for (String name : List.of("it", "b", "c", "d")) {
      lock.needs(name, "1.0.0", "sha512-" + "A".repeat(86) + "==");
    }

    assertThat(codes(push(lock))).containsExactly("too_many_packages");
  }

  @Test
  void packages_tooLargeUnpacked_areRefused() throws IOException {
    Map<String, String> bomb = Map.of("index.js", " ".repeat(1_000_000));
    String integrity = registry.publish("it", "1.6.0", bomb);

    Sync sync = push(new NpmLock().needs("it", "1.6.0", integrity));

    assertThat(codes(sync)).containsExactly("dependencies_too_large");
    assertThat(bench.log(sync)).contains("(limit package-mb)");
  }

  @Test
  void packages_ofTooManyFiles_areRefused() throws IOException {
    Tarball many = new Tarball();
    for (int i = 0; i < 30; i++) {
      many.file("package/" + i + ".js", "");
    }
    String integrity = registry.publish("it", "1.7.0", many.toBytes());

    Sync sync = push(new NpmLock().needs("it", "1.7.0", integrity));

    assertThat(codes(sync)).containsExactly("dependencies_too_large");
    assertThat(bench.log(sync)).contains("(limit package-files)");
  }

  static Stream<List<String>> brokenLocks() {
    String nested = "[".repeat(200_000);
    String bomb =
        """
        lockfileVersion: '9.0'
        a: &a [x,x,x,x,x,x,x,x,x]
        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
        e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
        importers: {.: {dependencies: *e}}
        """;
    return Stream.of(
        List.of("package-lock.json", nested),
        List.of("package-lock.json", "{\"lockfileVersion\": 3}"),
        List.of("pnpm-lock.yaml", "lockfileVersion: '9.0'\nimporters: " + nested),
        List.of("pnpm-lock.yaml", bomb),
        List.of("yarn.lock", "__metadata:\n  version: 8\nx: " + nested),
        List.of("yarn.lock", "# yarn lockfile v1\n\n  x y z\n  :::"));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("brokenLocks")
  void lockFile_thatIsBrokenOrABomb_isRefusedInWords(List<String> lock) throws IOException {
    Sync sync = push("{\"dependencies\": {\"it\": \"1.0.0\"}}", lock.getFirst(), lock.getLast());

    assertThat(codes(sync))
        .singleElement()
        .asString()
        .matches("invalid_lock_file|lock_out_of_step");
    assertThat(bench.log(sync)).contains(lock.getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6})
  void lockFile_ofYarn2And3_isRefusedByName_withTheWayOut(int version) throws IOException {
    String lock =
        """
        __metadata:
          version: %d
          cacheKey: 8

        "it@npm:1.0.0":
          version: 1.0.0
          resolution: "it@npm:1.0.0"
          checksum: %s
          languageName: node
          linkType: hard
        """
            .formatted(version, "a".repeat(128));

    Sync sync = push("{\"dependencies\": {\"it\": \"1.0.0\"}}", "yarn.lock", lock);

    assertThat(codes(sync)).containsExactly("unknown_lock_file");
    assertThat(bench.log(sync))
        .contains("was written by Yarn 2 or 3", "yarn set version 4", "package-lock.json");
  }

  @Test
  void lockFile_thatIsHuge_isRefusedUnread() throws IOException {
    Sync sync =
        push("{\"dependencies\": {\"it\": \"1\"}}", "yarn.lock", "#".repeat(6 * 1024 * 1024));

    assertThat(codes(sync)).containsExactly("file_too_large");
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, ^1.0.0", "1.0.0, "})
  void lockFile_thatDoesntMatchPackageJson_isRefused(String locked, String wanted)
      throws IOException {
    String integrity = registry.publish("it", locked, FILES);
    NpmLock lock = new NpmLock().needs("it", locked, integrity);
    String dependency = wanted == null ? "\"other\": \"1\"" : "\"it\": \"%s\"".formatted(wanted);

    Sync sync =
        push("{\"dependencies\": {%s}}".formatted(dependency), "package-lock.json", lock.lock());

    assertThat(codes(sync)).containsExactly("lock_out_of_step");
  }

  @Test
  void package_namedLikeAWayOut_isRefused() throws IOException {
    NpmLock lock = new NpmLock().needs("../../it", "1.0.0", "sha512-" + "A".repeat(86) + "==");

    assertThat(codes(push(lock))).containsExactly("invalid_lock_file");
  }

  @Test
  void registry_thatIsAway_hasTheSyncTriedAgain() throws IOException {
    String integrity = registry.publish("it", "2.0.0", FILES);
    registry.failWith(503);

    Sync sync = push(new NpmLock().needs("it", "2.0.0", integrity));

    assertThat(sync.status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(bench.log(sync)).contains("registry can't be used: it answers 503", "Trying again");
    registry.failWith(0);
    bench.clock().pass(Duration.ofMinutes(1));
    worker.step();
    assertThat(bench.reread(sync).status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void package_theRegistryHasnt_isRefused() throws IOException {
    Sync sync = push(new NpmLock().needs("it", "9.9.9", "sha512-" + "A".repeat(86) + "=="));

    assertThat(codes(sync)).containsExactly("package_not_found");
  }

  @Test
  void package_thatNeedsNode_isRefusedByNameWithWhatItImportsAndWhere() throws IOException {
    String integrity =
        registry.publish(
            "it", "3.0.0", Map.of("index.js", "\nmodule.exports = require('node:http');"));

    Sync sync = push(new NpmLock().needs("it", "3.0.0", integrity));

    assertThat(codes(sync)).containsExactly("package_needs_node");
    assertThat(bench.log(sync))
        .contains("node_modules/it/index.js:2:")
        .contains("it imports node:http in index.js, which is part of Node.js");
  }

  @Test
  void package_thatOnlyAnotherDependsOn_cantBeImported() throws IOException {
    String inner = registry.publish("it", "4.0.0", FILES);
    String outer =
        registry.publish("outer", "1.0.0", Map.of("index.js", "module.exports = require('it');"));
    NpmLock lock =
        new NpmLock()
            .needs(
                "outer",
                "1.0.0",
                Map.of("version", "1.0.0", "integrity", outer, "dependencies", Map.of("it", "4")))
            .locked("it", Map.of("version", "4.0.0", "integrity", inner));

    Sync refused = push(lock);
    bench.repository().write(FOLDER + "aWorkflow.ts", USES_IT.replace("\"it\"", "\"outer\""));
    Sync released = push(lock);

    assertThat(codes(refused)).containsExactly("import_not_allowed");
    assertThat(bench.log(refused)).contains("it isn't among package.json's \"dependencies\"");
    assertThat(released.status()).as(bench.log(released)).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void commit_thatChangesOnlyTheLockFile_isBuiltAnew() throws IOException {
    String one = registry.publish("it", "5.0.0", Map.of("index.js", "module.exports = 'five';"));
    String two = registry.publish("it", "5.1.0", Map.of("index.js", "module.exports = 'more';"));
    push(new NpmLock().needs("it", "^5", Map.of("version", "5.0.0", "integrity", one)));

    Sync sync = push(new NpmLock().needs("it", "^5", Map.of("version", "5.1.0", "integrity", two)));

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    var live = bench.registry().releases().live(Workbench.PRODUCTION).orElseThrow();
    assertThat(live.deployments().getFirst().workflow().id().value()).isEqualTo("more");
  }

  @Test
  void lockFile_missing_saysWhatToDo() throws IOException {
    bench.repository().write("package.json", "{\"dependencies\": {\"it\": \"1\"}}").push("push");

    Sync sync = sync();

    assertThat(codes(sync)).containsExactly("no_lock_file");
  }
}

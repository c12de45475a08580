package dev.sluice.syncworker.dependencies;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Secret;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.syncworker.SyncWorker;
import dev.sluice.syncworker.Workbench;
import dev.sluice.syncworker.WorkshopSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages from a registry that wants a token. */
class PrivateRegistryTest {
  private static final String TOKEN = "npm_a-token-that-stays-with-its-host";
  private static final String USES_IT =
      """
      import it from "it";
      export const workflowSettings = { id: String(it), trigger: "user:pre_mfa" };
      export default () => {};
      """;
  private static final Map<String, String> FILES = Map.of("index.js", "module.exports = 'it';");

  @TempDir private Path folder;
  private Workbench bench;
  private TinyRegistry registry;
  private TinyRegistry elsewhere;

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
    registry = new TinyRegistry();
    registry.wants(TOKEN);
    elsewhere = new TinyRegistry();
    bench
        .repository()
        .write(
            "kinde.json", "{\"version\": \"1\", \"integrations\": {\"npm\": {\"enabled\": true}}}")
        .write(FOLDER + "aWorkflow.ts", USES_IT);
  }

  @AfterEach
  void close() {
    bench.close();
    registry.close();
    elsewhere.close();
  }

  @Test
  void token_isShownToItsRegistry_andToNoOtherHostThatItLeadsTo() throws IOException {
    String integrity = registry.publish("it", "1.0.0", FILES);
    registry.moveTo(elsewhere, "it", "1.0.0");

    Sync sync = sync(integrity, Optional.of(new Secret(TOKEN)));

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(registry.shown()).isNotEmpty().containsOnly("Bearer " + TOKEN);
    assertThat(elsewhere.requests()).containsExactly("/elsewhere.tgz");
    assertThat(elsewhere.shown()).isEmpty();
    assertThat(bench.log(sync)).doesNotContain(TOKEN);
  }

  @Test
  void registry_thatWantsAnotherToken_hasTheOperatorTold() throws IOException {
    String integrity = registry.publish("it", "1.0.0", FILES);

    Sync sync = sync(integrity, Optional.of(new Secret("npm_mistyped")));

    assertThat(sync.status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(bench.log(sync))
        .contains("it answers 401", "SLUICE_NPM_TOKEN or --npm-token-file")
        .doesNotContain("npm_mistyped");
  }

  private Sync sync(String integrity, Optional<Secret> token) throws IOException {
    NpmLock lock = new NpmLock().needs("it", "1.0.0", integrity);
    bench
        .repository()
        .write("package.json", lock.packageJson())
        .write("package-lock.json", lock.lock())
        .push("push");
    try (SyncWorker worker = bench.worker(shown(token))) {
      Sync asked = bench.registry().syncs().request(Workbench.PRODUCTION, "a test");
      worker.step();
      return bench.reread(asked);
    }
  }

  private WorkshopSettings shown(Optional<Secret> token) {
    WorkshopSettings usual = bench.workshop(registry.uri());
    DependencySettings given = usual.dependencies();
    return new WorkshopSettings(
        usual.bundler(),
        new DependencySettings(
            given.folder(),
            new PackageRegistry(Optional.of(registry.uri()), token),
            given.limits(),
            given.kept(),
            given.installer()),
        usual.types());
  }
}

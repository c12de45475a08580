package dev.sluice.syncworker.dependencies;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.syncworker.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real packages from a real registry, as each package manager pins them. */
class PinnedPackagesTest {
  private static final Path LOCKS = Path.of("src/test/resources/locks");
  private static final String A = FOLDER + "aWorkflow.ts";
  private static final String WORKFLOW =
      """
      import { z } from "zod";
      import clsx from "clsx";
      import { denyAccess } from "@kinde/infrastructure";
      const Settings = z.object({ id: z.string() });
      export const workflowSettings = {
        ...Settings.parse({ id: clsx("p", { inned: true }) }),
        trigger: "user:pre_registration", bindings: { "kinde.auth": {} } };
      export default () => denyAccess("no");
      """;

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "npm, package-lock.json",
    "pnpm, pnpm-lock.yaml",
    "yarn1, yarn.lock",
    "yarn4, yarn.lock"
  })
  void packages_pinnedByAnyPackageManager_areInstalledOnceAndBundled(String manager, String lock)
      throws IOException {
    bench
        .repository()
        .write(
            "kinde.json", "{\"version\": \"1\", \"integrations\": {\"npm\": {\"enabled\": true}}}")
        .write("package.json", Files.readString(LOCKS.resolve("package.json")))
        .write(lock, Files.readString(LOCKS.resolve(manager).resolve(lock)))
        .write(A, WORKFLOW)
        .push("one");

    Sync first = bench.sync();
    bench.repository().write(A, WORKFLOW + "// changed").push("two");
    Sync second = bench.sync();

    assertThat(first.status()).as(bench.log(first)).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(first)).contains("Installing 2 packages that " + lock + " pins");
    assertThat(second.status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(second)).contains("installed before").doesNotContain("Installing");
    assertThat(bundle()).doesNotContain(folder.toString()).doesNotContain("store/");
  }

  private String bundle() {
    DeploymentId id =
        bench.registry().releases().live(PRODUCTION).orElseThrow().deployments().getFirst().id();
    var bundle = bench.registry().deployments().bundle(id).orElseThrow();
    return bundle.sourceMap();
  }
}

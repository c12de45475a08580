package dev.sluice.syncworker.types;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.TypeChecking;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.syncworker.SyncWorker;
import dev.sluice.syncworker.Workbench;
import dev.sluice.syncworker.WorkshopSettings;
import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypeCheckTest {
  private static final String A = FOLDER + "aWorkflow.ts";
  private static final String SETTINGS =
      "export const workflowSettings = { id: 'a', trigger: 'user:pre_mfa' };\n";

  private static final String ALL_THERE_IS =
      """
      import { createKindeAPI, denyAccess, fetch, WorkflowSettings, WorkflowTrigger,
        onUserTokenGeneratedEvent } from "@kinde/infrastructure";
      import type { Axios } from "axios";
      import data from "./data.json";
      export const workflowSettings: WorkflowSettings = {
        id: "a", trigger: WorkflowTrigger.UserTokenGeneration,
        bindings: { "kinde.accessToken": {}, "kinde.env": {}, "kinde.fetch": {}, url: {} } };
      export default async function (event: onUserTokenGeneratedEvent) {
        const api = await createKindeAPI(event);
        kinde.accessToken.setCustomClaim("a", kinde.env.get("A").value);
        const answer = kinde.fetch("https://example.com", { method: "GET" });
        console.log(answer.json.a, (await answer).status, data.anything, api.get);
        if (typeof process !== "undefined") console.debug("odd");
        new URL("https://example.com").searchParams.set("a", atob(btoa("a")));
        const { data: more } = await fetch<any>("https://example.com", { method: "GET", headers: {} });
        setTimeout(() => structuredClone(more), 10);
        crypto.getRandomValues(new Uint8Array(8));
        await crypto.subtle.digest("SHA-256", new TextEncoder().encode(crypto.randomUUID()));
        let later; later = 1; later = "a";
        function loose(a, b?) { return a + b; }
        loose(1);
        if (!kinde.auth) denyAccess("no");
      }
      """;

  private Path folder = Path.of("");
  private Workbench bench;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    this.folder = folder;
    bench = new Workbench(folder);
  }

  @AfterAll
  void close() {
    bench.close();
  }

  @BeforeEach
  void begin() {
    bench.repository().clear().write("kinde.json", "{\"version\": \"1\"}");
  }

  /** Never a commit that was there before. */
  private Sync push(TypeChecking how, String path, String source) throws IOException {
    bench.checkTypes(how);
    bench.repository().write(path, source + "\n// " + UUID.randomUUID()).push("push");
    return bench.sync();
  }

  @ParameterizedTest
  @ValueSource(strings = {A, FOLDER + "aWorkflow.js"})
  void name_definedNowhere_isAWarningWithItsPlace(String path) throws IOException {
    Sync sync =
        push(
            TypeChecking.WARN,
            path,
            SETTINGS + "export default () => { const é = '\uD83D\uDE00'; sendMail(é); };");

    assertThat(sync.status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync))
        .contains(path + ":2:40: Cannot find name 'sendMail'.")
        .contains("Checked types in");
  }

  @Test
  void name_ofNodes_isToldWhatToUseInstead() throws IOException {
    Sync sync =
        push(TypeChecking.WARN, A, SETTINGS + "export default () => console.log(process.env.A);");

    assertThat(bench.log(sync))
        .contains("Cannot find name 'process': read settings with getEnvironmentVariable");
  }

  @Test
  void finding_isInTheBuildLogToo_alsoIfItComesLate() throws IOException {
    Sync sync = push(TypeChecking.WARN, A, SETTINGS + "export default () => missing();");

    var deployment = bench.registry().releases().live(PRODUCTION).orElseThrow().deployments();
    String log =
        bench.registry().deployments().bundle(deployment.getFirst().id()).orElseThrow().buildLog();
    assertThat(bench.log(sync)).contains("Cannot find name 'missing'");
    assertThat(log).contains("Cannot find name 'missing'", "bundled into");
  }

  @Test
  void finding_whereTypesMustHold_isAProblem() throws IOException {
    Sync sync =
        push(
            TypeChecking.STRICT,
            A,
            SETTINGS + "const count: number = 'many';\nexport default () => missing(count);");

    assertThat(sync.status()).isEqualTo(SyncStatus.REJECTED);
    assertThat(sync.progress().problems())
        .extracting(Problem::code)
        .containsExactly("type_error", "undefined_name");
    assertThat(bench.log(sync)).contains(A + ":3:22: Cannot find name 'missing'");
  }

  @Test
  void workflow_thatUsesAllThereIs_isSound() throws IOException {
    bench.repository().write(FOLDER + "data.json", "{\"anything\": 1}");

    Sync sync = push(TypeChecking.STRICT, A, ALL_THERE_IS);

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void types_areReadWithinTheSameLimitsAsTheFiles() throws IOException {
    bench.checkTypes(TypeChecking.STRICT);
    bench
        .repository()
        .write(FOLDER + "large.ts", "export type Id = string;\n//" + "x".repeat(6 << 20))
        .write(A, SETTINGS + "import type {Id} from './large';\nexport default (id: Id) => id;")
        .push("push");

    Sync refused = bench.sync();

    assertThat(refused.progress().problems())
        .extracting(Problem::code)
        .containsExactly("file_too_large");
    Limits larger = new Limits(Map.of(Limit.FILE_MB, 20L));
    Sync asked = bench.registry().syncs().request(PRODUCTION, "a test");
    try (SyncWorker worker = bench.workerWithin(larger, folder.resolve("larger"))) {
      worker.step();
    }
    assertThat(bench.reread(asked).status()).as(bench.log(asked)).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void types_ofTheRepositorysOwn_areFoundByPathsAndDeclarations() throws IOException {
    bench
        .repository()
        .write(
            "tsconfig.json",
            "{\"compilerOptions\": {\"strict\": true, \"paths\": {\"@/*\": [\"./src/*\"]}}}")
        .write("src/lib.ts", "export type Id = string; export const id: Id = 'a';")
        .write("kindeSrc/global.d.ts", "interface Claims { a: string } declare const kinde: any;");

    Sync sync =
        push(
            TypeChecking.STRICT,
            A,
            """
            import { id, type Id } from "@/lib";
            export const workflowSettings = { id, trigger: "user:pre_mfa" };
            export default (claims: Claims): Id => claims.a;
            """);

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void file_ofTheDisk_isNeverRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.ts"), "export type Secret = 1;");

    Sync sync =
        push(
            TypeChecking.WARN,
            A,
            "/// <reference path=\"%s\" />\nimport type { Secret } from \"%s\";\n"
                    .formatted(secret, secret.toString().replace(".ts", ""))
                + SETTINGS
                + "const one: Secret = 2; export default () => one;");

    assertThat(bench.log(sync)).doesNotContain("Type '2'");
  }

  @Test
  void check_thatTakesTooLong_isALineAndNoFailure() throws IOException {
    WorkshopSettings usual = bench.workshop();
    TypeCheckSettings hurried = new TypeCheckSettings(usual.types().checker(), Duration.ofNanos(1));
    bench.checkTypes(TypeChecking.WARN);
    bench.repository().write(A, SETTINGS + "export default () => {}; // hurried").push("push");
    Sync asked = bench.registry().syncs().request(PRODUCTION, "a test");

    try (SyncWorker worker =
        bench.worker(new WorkshopSettings(usual.bundler(), usual.dependencies(), hurried))) {
      worker.step();
    }

    assertThat(bench.reread(asked).status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(asked)).contains("Types weren't checked: the typechecker took longer");
  }

  @Test
  void environment_thatWantsNone_hasNoTypesChecked() throws IOException {
    Sync sync = push(TypeChecking.OFF, A, SETTINGS + "export default () => missing();");

    assertThat(sync.status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync)).doesNotContain("types");
  }
}

package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
  private Workbench bench;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void push_ofAWorkflow_isLiveWithItsBundle() throws IOException {
    String commit =
        bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("add");

    Sync sync = bench.sync();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(sync.progress().commit()).contains(new CommitId(commit));
    Deployment deployment = onlyDeployment();
    assertThat(deployment.workflow().id().value()).isEqualTo("addCustomClaim");
    assertThat(deployment.workflow().trigger().value()).isEqualTo("user:tokens_generation");
    assertThat(deployment.workflow().file()).isEqualTo(SampleWorkflows.FILE);
    Bundle bundle = bench.registry().deployments().bundle(deployment.id()).orElseThrow();
    assertThat(bundle.code()).contains("__sluice_module").contains("Acme Inc.");
    assertThat(bundle.settings()).contains("\"id\":\"addCustomClaim\"");
    assertThat(bundle.sourceMap()).contains("\"" + SampleWorkflows.FILE + "\"");
    assertThat(bundle.sourceMap()).doesNotContain("sourcesContent").doesNotContain("repo:");
  }

  @Test
  void sync_tellsEachStepInItsLog() throws IOException {
    String commit =
        bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("add");

    assertThat(bench.log(bench.sync()))
        .containsSubsequence(
            "Fetched " + commit,
            "Found 1 workflow: " + SampleWorkflows.FILE,
            "Bundled 1 workflow",
            "Checked 1 workflow",
            "Release 1 is live");
  }

  @Test
  void workflow_thatIsDeactivated_isToldToWait() throws IOException {
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("add");
    bench.sync();
    WorkflowId workflow = onlyDeployment().workflow().id();
    bench.registry().releases().deactivate(PRODUCTION, workflow, ChangeRequest.by("key_1"));
    bench
        .repository()
        .write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM + "// mended")
        .push("mend");

    assertThat(bench.log(bench.sync())).contains("addCustomClaim was deactivated and isn't live");
  }

  @Test
  void imports_fromAnywhereInTheRepository_areBundled() throws IOException {
    bench
        .repository()
        .write(
            FOLDER + "deep/er/tokensWORKFLOW.tsx",
            """
            import type { Missing } from "no-such-package";
            import { shared } from "../../../../../utils/shared.ts";
            import names from "@/names.json";
            import { folder } from "~/folder";
            import { written } from "../written.js";
            import { WorkflowTrigger } from "@kinde/infrastructure";
            export const workflowSettings = {
              id: shared + names.name, trigger: WorkflowTrigger.UserTokenGeneration };
            export default async (event: Missing) => [folder, written];
            """)
        .write("utils/shared.ts", "export const shared: string = 'id-';")
        .write("src/names.json", "{ \"name\": \"of-json\" }")
        .write("lib/folder/index.ts", "export const folder = 1;")
        .write(FOLDER + "deep/written.ts", "export const written = 2;")
        .write(
            "tsconfig.json",
            """
            { // comments are allowed
              "extends": "./config/base",
              "compilerOptions": { "paths": { "@/*": ["./src/*"], "~/*": ["lib/*"] }, },
            }
            """)
        .write("config/base.json", "{ \"compilerOptions\": { \"jsx\": \"preserve\" } }")
        .push("add");

    Sync sync = bench.sync();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(onlyDeployment().workflow().id().value()).isEqualTo("id-of-json");
  }

  @Test
  void packages_thatKindeKnows_areBundled() throws IOException {
    bench
        .repository()
        .write(
            FOLDER + "pageWorkflow.tsx",
            """
            import { isValidElement } from "react";
            import { Liquid } from "liquidjs";
            export const workflowSettings = { id: "page", trigger: "user:pre_mfa" };
            export default () => isValidElement(<b>{new Liquid().parseAndRenderSync("x")}</b>);
            """)
        .push("add");

    Sync sync = bench.sync();

    assertThat(sync.progress().problems()).isEmpty();
    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void reactsServer_loadedInARealm_renders() throws IOException {
    bench
        .repository()
        .write(
            FOLDER + "pageWorkflow.tsx",
            """
            import { useState } from "react";
            import { renderToStaticMarkup, renderToString } from "react-dom/server.browser";
            const Page = () => { const [name] = useState("Zoë & co"); return <b id="a">{name}</b>; };
            export const workflowSettings = {
              id: "page",
              name: renderToStaticMarkup(<Page />) + renderToString(<><i>1</i>{"x"}{2}</>),
              trigger: "user:pre_mfa",
            };
            export default () => {};
            """)
        .push("add");

    Sync sync = bench.sync();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    Bundle bundle = bench.registry().deployments().bundle(onlyDeployment().id()).orElseThrow();
    assertThat(bundle.settings()).contains("<b id=\\\"a\\\">Zoë &amp; co</b><i>1</i>x<!-- -->2");
  }

  @Test
  void environment_inPreviewMode_buildsWithoutGoingLive() throws IOException {
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("add");
    bench.connect(bench.repository().url(), false);

    Sync sync = bench.sync();

    assertThat(sync.status()).isEqualTo(SyncStatus.BUILT);
    assertThat(bench.registry().releases().live(PRODUCTION)).isEmpty();
  }

  @Test
  void forcePush_replacesWhatIsLive() throws IOException {
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("add");
    bench.sync();
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.STRIP_CLAIMS).forcePush("new");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(onlyDeployment().workflow().id().value()).isEqualTo("removeClaims");
  }

  @Test
  void settings_thatAreOdd_warnInTheLog() throws IOException {
    bench
        .repository()
        .write(
            FOLDER + "oddWorkflow.js",
            """
            export const workflowSettings = {
              id: "odd", trigger: "user:pre_mfa", timeout: 5,
              bindings: { "kinde.user": {}, "kinde.idToken": {}, "kinde.risk": {}, console: {} },
            };
            export default function () {}
            """)
        .write(FOLDER + "helper.ts", "export const workflowSettings = {};")
        .write("kindeSrc/environment/pages/page.tsx", "whatever")
        .link(FOLDER + "linkWorkflow.ts", "/etc/passwd")
        .write("kinde.json", "{}")
        .push("add");

    Sync sync = bench.sync();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync))
        .contains("kinde.json has no version")
        .contains(FOLDER + "oddWorkflow.js:2:48: workflowSettings.timeout isn't a setting")
        .contains("there is no binding kinde.user")
        .contains("user:pre_mfa doesn't offer the binding kinde.idToken")
        .contains("the binding kinde.risk is accepted but absent")
        .contains(FOLDER + "helper.ts exports workflowSettings but isn't taken as a workflow")
        .contains("Ignored 1 files below kindeSrc/environment/pages")
        .doesNotContain("console:");
  }

  @Test
  void bindings_thatAreThere_dontWarnInTheLog() throws IOException {
    bench
        .repository()
        .write(
            FOLDER + "earlyWorkflow.ts",
            """
            export const workflowSettings = {
              id: "early", trigger: "user:pre_mfa",
              bindings: { "kinde.fetch": {}, "kinde.secureFetch": {},
                "kinde.localization": {} },
            };
            export default () => {
              kinde.secureFetch("https://example.com", { body: kinde.localization.get("a") });
              return kinde.fetch("https://example.com");
            };
            """)
        .push("add");

    Sync sync = bench.sync();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync)).doesNotContain("kinde.localization", "kinde.fetch");
  }

  @Test
  void bindings_usedAndNotDeclaredOrTheOtherWayRound_areWarnedOf() throws IOException {
    bench
        .repository()
        .write(
            FOLDER + "looseWorkflow.ts",
            """
            import { denyAccess, createKindeAPI, getLocalization } from "@kinde/infrastructure";
            export const workflowSettings = {
              id: "loose", trigger: "user:pre_mfa", bindings: { "kinde.mfa": {}, url: {} } };
            export default async (event) => {
              await createKindeAPI(event);
              denyAccess("no");
            };
            """)
        .push("add");

    Sync sync = bench.sync();

    assertThat(bench.log(sync))
        .contains(FOLDER + "looseWorkflow.ts:2:14: the workflow uses the binding kinde.auth and")
        .contains("uses the binding kinde.env and doesn't declare it: it is absent")
        .contains("uses the binding kinde.fetch and doesn't declare it: it reaches nothing but")
        .contains(FOLDER + "looseWorkflow.ts:3:66: the binding kinde.mfa is declared and not used")
        .doesNotContain("kinde.cache", "kinde.localization", "kinde.widget", "binding url");
  }

  @Test
  void bundle_thatIsLarge_isWarnedOf() throws IOException {
    bench
        .repository()
        .write(FOLDER + "data.json", "[\"" + "x".repeat(300_000) + "\"]")
        .write(
            FOLDER + "largeWorkflow.ts",
            """
            import data from "./data.json";
            export const workflowSettings = { id: "large", trigger: "user:pre_mfa" };
            export default () => data;
            """)
        .push("add");

    Sync sync = bench.sync();

    assertThat(bench.log(sync)).containsPattern("largeWorkflow.ts:1:1: the bundle has 29\\d KB");
  }

  private Deployment onlyDeployment() {
    Release live = bench.registry().releases().live(PRODUCTION).orElseThrow();
    assertThat(live.deployments()).hasSize(1);
    return live.deployments().getFirst();
  }
}

package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit leaves as it was is built no more than once. */
class PartialBuildTest {
  private static final String SHARED = "kindeSrc/environment/shared/";

  private Workbench bench;
  private Map<String, Deployment> first;

  /** Workflow {@code a} uses {@code one}, {@code b} uses {@code two}, {@code c} uses both. */
  @BeforeEach
  void releaseThree(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    write("a", "user:pre_mfa", "one");
    write("b", "user:plan_selection", "two");
    write("c", "user:post_authentication", "one", "two");
    bench
        .repository()
        .write(SHARED + "one.ts", "export const one = 1;")
        .write(SHARED + "two.ts", "export const two = 1;");
    released("first");
    first = live();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void changedModule_isBuiltIntoThoseThatImportItOnly() throws IOException {
    bench.repository().write(SHARED + "one.ts", "export const one = 2;");

    Sync sync = released("one");

    assertThat(keptSinceFirst()).containsExactly("b");
    assertThat(bench.log(sync)).contains("Kept 1 workflow as built before", "Bundled 2 workflows");
    assertThat(release().commit()).isEqualTo(sync.progress().commit());
    assertThat(release().changes()).hasSize(2);
  }

  @Test
  void oneMoreWorkflow_isBuiltAlone() throws IOException {
    write("d", "m2m:token_generation", "one");

    Sync sync = released("d");

    assertThat(keptSinceFirst()).containsExactly("a", "b", "c");
    assertThat(live()).containsKey("d");
    assertThat(bench.log(sync)).doesNotContain("no longer in the repository");
  }

  @Test
  void removedWorkflow_isToldOfAlone_andTheOthersAreKept() throws IOException {
    bench.repository().remove(FOLDER + "a/Workflow.ts");

    Sync sync = released("without a");

    assertThat(keptSinceFirst()).containsExactly("a", "b", "c");
    assertThat(bench.log(sync))
        .contains("a is no longer in the repository")
        .doesNotContain("b is no longer", "c is no longer", "Bundled");
  }

  @Test
  void tsconfigWhereThereWasNone_isBuiltIntoAll() throws IOException {
    bench.repository().write("tsconfig.json", "{}");

    released("tsconfig");

    assertThat(keptSinceFirst()).isEmpty();
  }

  @Test
  void fileWhereAnImportLookedInVain_isBuiltIntoThoseThatLookedThere() throws IOException {
    bench.repository().write(SHARED + "two.tsx", "export const two = 'nearer';");

    released("nearer");

    assertThat(keptSinceFirst()).containsExactly("a");
  }

  @Test
  void revert_bringsBackTheVeryDeployments() throws IOException {
    bench.repository().write(SHARED + "one.ts", "export const one = 2;");
    released("one");
    bench.repository().write(SHARED + "one.ts", "export const one = 1;");

    Sync sync = released("revert");

    assertThat(keptSinceFirst()).containsExactly("a", "b", "c");
    assertThat(bench.log(sync)).doesNotContain("Bundled");
  }

  @Test
  void idThatAKeptWorkflowHas_isADuplicate() throws IOException {
    bench
        .repository()
        .write(FOLDER + "d/Workflow.ts", source("a", "user:plan_selection", "one"))
        .push("d");

    Sync sync = bench.sync();

    assertThat(sync.status()).isEqualTo(SyncStatus.REJECTED);
    assertThat(sync.progress().problems())
        .extracting(Problem::code)
        .containsExactly("duplicate_workflow_id", "duplicate_trigger");
    assertThat(sync.progress().problems())
        .allSatisfy(
            it -> assertThat(it.place().orElseThrow().file()).isEqualTo(FOLDER + "d/Workflow.ts"));
  }

  @Test
  void deactivatedWorkflow_keptByANewCommit_stillWaits() throws IOException {
    bench
        .registry()
        .releases()
        .deactivate(PRODUCTION, new WorkflowId("b"), ChangeRequest.by("key_test"));
    bench.repository().write(SHARED + "one.ts", "export const one = 2;");

    Sync sync = released("one");

    assertThat(live()).containsOnlyKeys("a", "c");
    assertThat(bench.log(sync)).contains("b was deactivated and isn't live");
  }

  @Test
  void deletedWorkflow_keptByANewCommit_isBack() throws IOException {
    bench
        .registry()
        .releases()
        .delete(PRODUCTION, new WorkflowId("b"), ChangeRequest.by("key_test"));
    bench.repository().write(SHARED + "one.ts", "export const one = 2;");

    released("one");

    assertThat(keptSinceFirst()).containsExactly("b");
  }

  @Test
  void wholeCommitsInputs_holdWhatIsKeptToo() throws IOException {
    bench.repository().write(SHARED + "one.ts", "export const one = 2;");
    released("one");
    bench.repository().write("README.md", "words").push("docs");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
    bench.repository().write(SHARED + "two.ts", "export const two = 2;");

    released("two");

    assertThat(keptSinceFirst()).isEmpty();
  }

  private void write(String id, String trigger, String... shared) {
    bench.repository().write(FOLDER + id + "/Workflow.ts", source(id, trigger, shared));
  }

  private static String source(String id, String trigger, String... shared) {
    String imports =
        Arrays.stream(shared)
            .map(name -> "import { %1$s } from '../../shared/%1$s';%n".formatted(name))
            .collect(Collectors.joining());
    return imports
        + """
        export const workflowSettings = { id: '%s', trigger: '%s' };
        export default () => { console.log(%s); };
        """
            .formatted(id, trigger, String.join(", ", shared));
  }

  private Sync released(String message) throws IOException {
    bench.repository().push(message);
    Sync sync = bench.sync();
    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    return sync;
  }

  private Release release() {
    return bench.registry().releases().live(PRODUCTION).orElseThrow();
  }

  private Map<String, Deployment> live() {
    return release().deployments().stream()
        .collect(Collectors.toMap(it -> it.workflow().id().value(), it -> it));
  }

  private List<String> keptSinceFirst() {
    Map<String, Deployment> now = live();
    return first.entrySet().stream()
        .filter(it -> it.getValue().equals(now.get(it.getKey())))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}

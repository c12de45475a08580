package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.deployment.CommitId;
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

class UnchangedTest {
  private static final String A = FOLDER + "aWorkflow.ts";
  private static final String USES_SHARED =
      """
      import { id } from '../shared';
      export const workflowSettings = { id, trigger: 'user:pre_mfa' };
      export default () => {};
      """;

  private static final WorkflowId ONE = new WorkflowId("one");

  private Workbench bench;

  @BeforeEach
  void releaseOne(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    bench
        .repository()
        .write(A, USES_SHARED)
        .write("kindeSrc/environment/shared/index.ts", "export const id = 'one';")
        .push("one");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void commit_knownAlready_isUnchanged() {
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void commit_thatTouchesNothingBuilt_isUnchangedWithoutBundling() throws IOException {
    bench
        .repository()
        .write("README.md", "words")
        .write(FOLDER + "aWorkflow.test.ts", "a test")
        .write("kindeSrc/environment/pages/page.tsx", "a page")
        .push("docs");

    Sync sync = bench.sync();

    assertThat(sync.status()).isEqualTo(SyncStatus.UNCHANGED);
    assertThat(bench.log(sync))
        .contains("Nothing that is built has changed")
        .doesNotContain("Bund");
  }

  @Test
  void commit_thatChangesAnImportedFile_isReleased() throws IOException {
    bench.repository().write("kindeSrc/environment/shared/index.ts", "export const id='two'");
    bench.repository().push("two");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void commit_withAFileWhereAnImportLookedInVainBefore_isReleased() throws IOException {
    bench.repository().write("kindeSrc/environment/shared.ts", "export const id = 'nearer';");
    bench.repository().push("nearer");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(live().deployments().getFirst().workflow().id().value()).isEqualTo("nearer");
  }

  @Test
  void commit_withATsconfigWhereThereWasNone_isReleased() throws IOException {
    bench.repository().write("tsconfig.json", "{}").push("tsconfig");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void commit_withOneMoreWorkflow_isReleased() throws IOException {
    bench
        .repository()
        .write(FOLDER + "b/Workflow.ts", SampleWorkflows.idle("b", "user:plan_selection"))
        .push("more");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(live().deployments()).hasSize(2);
  }

  @Test
  void deletedWorkflow_syncedAgainByHand_comesBack() {
    bench.registry().releases().delete(PRODUCTION, ONE, ChangeRequest.by("key_test"));
    assertThat(live().deployments()).isEmpty();

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);

    assertThat(live().deployments()).hasSize(1);
    assertThat(live().entry().reason()).isEqualTo("sync brought one back");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void deletedWorkflow_commitPushedAgain_staysDeleted() {
    bench.registry().releases().delete(PRODUCTION, ONE, ChangeRequest.by("key_test"));

    assertThat(bench.pushed().status()).isEqualTo(SyncStatus.UNCHANGED);

    assertThat(live().deployments()).isEmpty();
  }

  @Test
  void deactivatedWorkflow_inANewCommit_waitsForSomeoneToMakeItLive() throws IOException {
    bench.registry().releases().deactivate(PRODUCTION, ONE, ChangeRequest.by("key_test"));
    bench.repository().write(A, USES_SHARED + "// new").push("new");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);

    assertThat(live().deployments()).isEmpty();
  }

  @Test
  void rollback_thenTheSameCommitAgain_holds() throws IOException {
    releaseTwoAndRollBack();

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
    assertThat(live().number()).isEqualTo(3);
  }

  @Test
  void rollback_thenANewCommitThatBuildsWhatWasRolledBack_goesLive() throws IOException {
    releaseTwoAndRollBack();
    bench.repository().write("README.md", "again, please").push("docs");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(live().number()).isEqualTo(4);
    assertThat(live().deployments().getFirst().workflow().id().value()).isEqualTo("two");
  }

  @Test
  void rollback_thenANewCommitThatBuildsWhatIsLive_isUnchanged() throws IOException {
    releaseTwoAndRollBack();
    bench.repository().write("kindeSrc/environment/shared/index.ts", "export const id = 'one';");
    bench.repository().push("revert two");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
    assertThat(live().number()).isEqualTo(3);
  }

  @Test
  void commit_thatBuildsWhatIsLiveAfterARollback_isKeptWithWhatIsLivesInputs() throws IOException {
    releaseTwoAndRollBack();
    bench.repository().write("kindeSrc/environment/shared/index.ts", "export const id = 'one';");
    CommitId reverting = new CommitId(bench.repository().push("revert two"));
    bench.sync();

    assertThat(bench.registry().syncs().synced(PRODUCTION, reverting).orElseThrow().inputs())
        .isEqualTo(
            bench
                .registry()
                .syncs()
                .synced(PRODUCTION, live().commit().orElseThrow())
                .orElseThrow()
                .inputs());
  }

  @Test
  void previewMode_commitLikeTheOneBuiltLast_isUnchanged() throws IOException {
    bench.connect(bench.repository().url(), false);
    bench.repository().write("README.md", "words").push("docs");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void commitBuiltInPreviewMode_thenOneLikeItWithGoingLive_isReleased() throws IOException {
    bench.connect(bench.repository().url(), false);
    bench.repository().write("kindeSrc/environment/shared/index.ts", "export const id = 'two';");
    bench.repository().push("two");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.BUILT);
    bench.connect(bench.repository().url(), true);
    bench.repository().write("README.md", "words").push("docs");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void commitBuiltInPreviewMode_syncedAgainWithGoingLive_isReleasedOnce() throws IOException {
    buildTwoInPreviewMode();
    assertThat(bench.sync().status()).as("still in preview mode").isEqualTo(SyncStatus.UNCHANGED);
    bench.connect(bench.repository().url(), true);

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(live().deployments().getFirst().workflow().id().value()).isEqualTo("two");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void commitLikeOneBuiltInPreviewMode_syncedAgainWithGoingLive_isReleased() throws IOException {
    buildTwoInPreviewMode();
    bench.repository().write("README.md", "words").push("docs");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
    bench.connect(bench.repository().url(), true);

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(live().deployments().getFirst().workflow().id().value()).isEqualTo("two");
  }

  @Test
  void rollback_ofACommitFirstBuiltInPreviewMode_holds() throws IOException {
    buildTwoInPreviewMode();
    bench.connect(bench.repository().url(), true);
    bench.sync();
    bench.registry().releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_test"));

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
    assertThat(live().number()).isEqualTo(3);
  }

  @Test
  void rollback_afterACommitLikeTheLiveOne_holds() throws IOException {
    bench.repository().write("kindeSrc/environment/shared/index.ts", "export const id = 'two';");
    bench.repository().push("two");
    bench.sync();
    bench.repository().write("README.md", "words").push("docs");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
    bench.registry().releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_test"));

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
    assertThat(live().number()).isEqualTo(3);
  }

  private void buildTwoInPreviewMode() throws IOException {
    bench.connect(bench.repository().url(), false);
    bench.repository().write("kindeSrc/environment/shared/index.ts", "export const id = 'two';");
    bench.repository().push("two");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.BUILT);
  }

  private void releaseTwoAndRollBack() throws IOException {
    bench.repository().write("kindeSrc/environment/shared/index.ts", "export const id = 'two';");
    bench.repository().push("two");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
    bench.registry().releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_test"));
  }

  private Release live() {
    return bench.registry().releases().live(PRODUCTION).orElseThrow();
  }
}

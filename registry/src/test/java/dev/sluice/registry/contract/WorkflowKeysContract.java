package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.FullException;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.sealing.Deletion;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sealing.WorkflowKey;
import dev.sluice.registry.sealing.WorkflowKeyId;
import dev.sluice.registry.sealing.WorkflowKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store's workflow keys must do. */
public abstract class WorkflowKeysContract extends RegistryContract {
  private static final WorkflowId A = new WorkflowId("a");
  private static final WorkflowId B = new WorkflowId("b");
  private static final KeyId ALICE = new KeyId("key_alice");
  private static final WorkflowKeyId NONE = new WorkflowKeyId("wfk_none");

  @Test
  void add_moreThanAnEnvironmentMayHave_isRefused() {
    for (int i = 0; i < WorkflowKeys.MOST_OF_ALL; i++) {
      WorkflowId workflow = new WorkflowId("w" + i);
      registry
          .workflowKeys()
          .add(PRODUCTION, new NewWorkflowKey(workflow, KeyMaterial.random(), ALICE, false));
    }

    assertThatExceptionOfType(FullException.class)
        .isThrownBy(() ->
            registry
                .workflowKeys()
                .add(PRODUCTION, new NewWorkflowKey(A, KeyMaterial.random(), ALICE, false)))
        .withMessage("the workflows of production have 2,000 keys, as many as they may");
    assertThat(registry.workflowKeys().list(PRODUCTION, A)).isEmpty();
  }

  @Test
  void add_aWorkflowsFirst_isActiveThoughNothingWasBuilt() {
    KeyMaterial material = KeyMaterial.random();

    WorkflowKey key =
        registry
            .workflowKeys()
            .add(PRODUCTION, new NewWorkflowKey(A, material, ALICE, false))
            .orElseThrow();

    assertThat(key).isEqualTo(new WorkflowKey(key.id(), A, true, now(), ALICE));
    assertThat(key.id().value()).startsWith("wfk_");
    assertThat(registry.workflowKeys().list(PRODUCTION, A)).containsExactly(key);
    assertThat(registry.workflowKeys().active(PRODUCTION)).isEqualTo(Map.of(A, material));
  }

  @Test
  void add_anotherOne_waitsUntilItIsMadeActive() {
    WorkflowKey first = add(A, false);
    WorkflowKey second = add(A, false);

    assertThat(registry.workflowKeys().list(PRODUCTION, A)).containsExactly(second, first);
    assertThat(second.active()).isFalse();
    assertThat(active(A)).containsExactly(first.id());

    assertThat(registry.workflowKeys().activate(PRODUCTION, A, second.id()))
        .contains(second.with(true));
    assertThat(active(A)).containsExactly(second.id());
  }

  @Test
  void add_active_takesThePlaceOfTheOneBefore() {
    add(A, false);
    KeyMaterial material = KeyMaterial.random();

    WorkflowKey second =
        registry
            .workflowKeys()
            .add(PRODUCTION, new NewWorkflowKey(A, material, ALICE, true))
            .orElseThrow();

    assertThat(active(A)).containsExactly(second.id());
    assertThat(registry.workflowKeys().active(PRODUCTION)).isEqualTo(Map.of(A, material));
  }

  @Test
  void add_toOthers_leavesEachItsOwn() {
    WorkflowKey ofA = add(A, false);
    WorkflowKey ofB = add(B, false);
    WorkflowKey elsewhere = add(STAGING, A, false);

    assertThat(List.of(ofA.active(), ofB.active(), elsewhere.active())).containsOnly(true);
    assertThat(registry.workflowKeys().active(PRODUCTION)).containsOnlyKeys(A, B);
    assertThat(registry.workflowKeys().active(STAGING)).containsOnlyKeys(A);
    assertThat(registry.workflowKeys().active(NOWHERE)).isEmpty();
    assertThat(registry.workflowKeys().list(NOWHERE, A)).isEmpty();
  }

  @Test
  void add_moreThanAWorkflowMayHave_addsNothingUntilOneIsDeleted() {
    WorkflowKey active = add(A, false);
    WorkflowKey spare = add(A, false);
    for (int more = 2; more < WorkflowKeys.MOST; more++) {
      add(A, false);
    }
    NewWorkflowKey over = new NewWorkflowKey(A, KeyMaterial.random(), ALICE, true);

    assertThat(registry.workflowKeys().add(PRODUCTION, over)).isEmpty();

    assertThat(active(A)).containsExactly(active.id());
    assertThat(registry.workflowKeys().list(PRODUCTION, A)).hasSize(WorkflowKeys.MOST);
    add(B, false);
    registry.workflowKeys().delete(PRODUCTION, A, spare.id());
    assertThat(registry.workflowKeys().add(PRODUCTION, over)).isPresent();
  }

  @Test
  void add_noSuchEnvironment_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(NOWHERE, A, false))
        .withMessageContaining("nowhere");
  }

  @Test
  void deactivate_theActiveOne_leavesNone() {
    WorkflowKey key = add(A, false);

    assertThat(registry.workflowKeys().deactivate(PRODUCTION, A, key.id()))
        .contains(key.with(false));
    assertThat(registry.workflowKeys().active(PRODUCTION)).isEmpty();
    assertThat(add(A, false).active()).isFalse();
  }

  @Test
  void deactivate_anInactiveOne_leavesTheActiveOne() {
    WorkflowKey active = add(A, false);
    WorkflowKey other = add(A, false);

    assertThat(registry.workflowKeys().deactivate(PRODUCTION, A, other.id())).contains(other);
    assertThat(registry.workflowKeys().activate(PRODUCTION, A, active.id())).contains(active);
    assertThat(active(A)).containsExactly(active.id());
  }

  @Test
  void delete_onlyWhileInactive_isGone() {
    WorkflowKey key = add(A, false);

    assertThat(registry.workflowKeys().delete(PRODUCTION, A, key.id())).isEqualTo(Deletion.ACTIVE);
    assertThat(registry.workflowKeys().list(PRODUCTION, A)).containsExactly(key);

    registry.workflowKeys().deactivate(PRODUCTION, A, key.id());
    assertThat(registry.workflowKeys().delete(PRODUCTION, A, key.id())).isEqualTo(Deletion.DELETED);
    assertThat(registry.workflowKeys().list(PRODUCTION, A)).isEmpty();
    assertThat(registry.workflowKeys().delete(PRODUCTION, A, key.id())).isEqualTo(Deletion.UNKNOWN);
    assertThat(add(A, false).active()).isTrue();
  }

  @Test
  void change_ofAKeyThatIsElsewhere_changesNothing() {
    WorkflowKey key = add(A, false);
    WorkflowKey spare = add(A, false);

    for (WorkflowKeyId id : List.of(key.id(), spare.id(), NONE)) {
      assertThat(registry.workflowKeys().activate(PRODUCTION, B, id)).isEmpty();
      assertThat(registry.workflowKeys().deactivate(STAGING, A, id)).isEmpty();
      assertThat(registry.workflowKeys().delete(PRODUCTION, B, id)).isEqualTo(Deletion.UNKNOWN);
      assertThat(registry.workflowKeys().delete(NOWHERE, A, id)).isEqualTo(Deletion.UNKNOWN);
    }

    assertThat(registry.workflowKeys().list(PRODUCTION, A)).containsExactly(spare, key);
  }

  @Test
  void change_ofWhatSeals_growsTheRevisionAndIsTold() {
    List<EnvironmentName> told = new ArrayList<>();
    registry.signals().onEnvironmentChanged(told::add);
    WorkflowKey first = add(A, false);
    long after = revision();
    WorkflowKey second = add(A, false);
    registry.workflowKeys().activate(PRODUCTION, A, first.id());
    registry.workflowKeys().deactivate(PRODUCTION, A, second.id());
    registry.workflowKeys().delete(PRODUCTION, A, second.id());
    registry.workflowKeys().activate(PRODUCTION, A, NONE);

    assertThat(told).containsExactly(PRODUCTION);
    assertThat(revision()).isEqualTo(after);

    registry.workflowKeys().deactivate(PRODUCTION, A, first.id());
    assertThat(revision()).isGreaterThan(after);
    assertThat(told).hasSize(2);
  }

  @Test
  void syncsRollbacksAndDeletions_leaveKeysAsTheyAre() {
    WorkflowKey old = add(A, false);
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"), build("b", "u", "1"));
    WorkflowKey fresh = add(A, true);
    List<WorkflowKey> kept = List.of(fresh, old.with(false));
    Map<WorkflowId, KeyMaterial> active = registry.workflowKeys().active(PRODUCTION);

    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));
    registry.releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_alice"));
    registry.releases().deactivate(PRODUCTION, A, ChangeRequest.by("key_alice"));
    registry.releases().delete(PRODUCTION, A, ChangeRequest.by("key_alice"));
    samples.environment(PRODUCTION, false);

    assertThat(registry.workflowKeys().list(PRODUCTION, A)).isEqualTo(kept);
    assertThat(registry.workflowKeys().active(PRODUCTION)).isEqualTo(active);
  }

  private WorkflowKey add(WorkflowId workflow, boolean activate) {
    return add(PRODUCTION, workflow, activate);
  }

  private WorkflowKey add(EnvironmentName environment, WorkflowId workflow, boolean activate) {
    return registry
        .workflowKeys()
        .add(environment, new NewWorkflowKey(workflow, KeyMaterial.random(), ALICE, activate))
        .orElseThrow();
  }

  private List<WorkflowKeyId> active(WorkflowId workflow) {
    return registry.workflowKeys().list(PRODUCTION, workflow).stream()
        .filter(WorkflowKey::active)
        .map(WorkflowKey::id)
        .toList();
  }

  private long revision() {
    return registry.revisions().environments().getOrDefault(PRODUCTION, 0L);
  }
}

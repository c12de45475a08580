package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.built;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static dev.sluice.registry.contract.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store's revisions and signals must do: tell of each change once it is committed. */
public abstract class ChangesContract extends RegistryContract {
  private static final VariableName NAME = new VariableName("A");
  private static final Variable VARIABLE = new Variable(NAME, new Secret("value"), false);
  private static final KeyId BY = new KeyId("k");

  @Test
  void revision_environmentPutAgain_grows() {
    assertGrows(PRODUCTION, () -> samples.environment(PRODUCTION, true));
  }

  @Test
  void revision_variablePutOrDeleted_grows() {
    assertGrows(PRODUCTION, () -> registry.variables().put(PRODUCTION, VARIABLE, BY));
    assertGrows(PRODUCTION, () -> registry.variables().delete(PRODUCTION, NAME));
  }

  @Test
  void revision_newRelease_grows() {
    Sync sync = samples.running(PRODUCTION);
    assertGrows(
        PRODUCTION, () -> registry.releases().deploy(built(sync, commit(1), build("a", "t", "1"))));
    assertGrows(
        PRODUCTION,
        () ->
            registry.releases().deactivate(PRODUCTION, new WorkflowId("a"), ChangeRequest.by("k")));
  }

  @Test
  void revision_nothingChangedWhatIsLive_stays() {
    samples.environment(PRODUCTION, false);
    samples.release(STAGING, commit(1), build("a", "t", "1"));
    long before = revision(PRODUCTION);

    registry.variables().put(STAGING, VARIABLE, BY);
    registry.variables().delete(PRODUCTION, NAME);
    samples.deploy(PRODUCTION, commit(1), build("a", "t", "1"));
    registry.releases().rollback(PRODUCTION, 9, ChangeRequest.by("k"));

    assertThat(revision(PRODUCTION)).isEqualTo(before);
  }

  @Test
  void keysRevision_issuedOrRevoked_grows() {
    long before = registry.revisions().keys();
    KeyId issued = registry.keys().issue(Role.READ, Optional.empty()).key().id();
    long between = registry.revisions().keys();
    registry.keys().revoke(issued);
    long after = registry.revisions().keys();
    registry.keys().revoke(issued);

    assertThat(between).isGreaterThan(before);
    assertThat(after).isGreaterThan(between);
    assertThat(registry.revisions().keys()).isEqualTo(after);
  }

  @Test
  void keysChanged_eachChange_isToldOnceItCanBeRead() {
    List<Long> told = new ArrayList<>();
    registry.signals().onKeysChanged(() -> told.add(registry.revisions().keys()));

    KeyId first = registry.keys().issue(Role.ADMIN, Optional.empty()).key().id();
    registry.keys().used(Map.of(first, now()));
    registry.keys().revokeUnlessLast(first);
    registry.keys().issue(Role.ADMIN, Optional.empty());
    registry.keys().revokeUnlessLast(first);
    registry.keys().revoke(first);

    assertThat(told).hasSize(3).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void environmentChanged_eachChange_isToldOnceItCanBeRead() {
    List<EnvironmentName> told = new ArrayList<>();
    List<Long> revisions = new ArrayList<>();
    registry
        .signals()
        .onEnvironmentChanged(environment -> {
          told.add(environment);
          revisions.add(revision(environment));
        });

    registry.environments().put(PRODUCTION, settings(true), Map.of());
    registry.variables().put(PRODUCTION, VARIABLE, BY);
    registry.variables().delete(PRODUCTION, NAME);
    samples.release(STAGING, commit(1), build("a", "t", "1"));
    registry.releases().deactivate(STAGING, new WorkflowId("a"), ChangeRequest.by("k"));
    registry.releases().rollback(STAGING, 9, ChangeRequest.by("k"));
    registry.variables().delete(PRODUCTION, NAME);

    assertThat(told).containsExactly(PRODUCTION, PRODUCTION, PRODUCTION, STAGING, STAGING);
    assertThat(revisions.subList(0, 3)).isSorted().doesNotHaveDuplicates();
    assertThat(revisions.subList(3, 5)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void environmentChanged_refused_isNotTold() {
    List<EnvironmentName> told = new ArrayList<>();
    registry.signals().onEnvironmentChanged(told::add);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.variables().put(NOWHERE, VARIABLE, BY));

    assertThat(told).isEmpty();
  }

  @Test
  void syncQueued_eachTimeOneWaits_isToldOnceItCanBeClaimed() {
    List<Optional<Sync>> claimed = new ArrayList<>();
    registry.signals().onSyncQueued(() -> claimed.add(samples.claim(now())));

    Sync accepted = registry.syncs().accept(push(PRODUCTION, "1"));
    registry.syncs().accept(push(PRODUCTION, "1"));
    samples.giveBack();
    registry.syncs().defer(claimed.getLast().orElseThrow().claim(), now());
    registry.syncs().end(claimed.getLast().orElseThrow().claim(), new SyncEnding.Failed("gave up"));
    registry.syncs().accept(push(PRODUCTION, "1"));

    assertThat(claimed)
        .extracting(sync -> sync.orElseThrow().id())
        .containsExactly(accepted.id(), accepted.id(), accepted.id(), accepted.id());
  }

  private long revision(EnvironmentName environment) {
    return registry.revisions().environments().getOrDefault(environment, 0L);
  }

  private void assertGrows(EnvironmentName environment, Runnable change) {
    long before = revision(environment);
    change.run();
    assertThat(revision(environment)).isGreaterThan(before);
  }
}

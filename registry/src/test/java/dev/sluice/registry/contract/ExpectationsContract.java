package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.registry.Expectation;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.UnexpectedException;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sealing.WorkflowKeyId;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every store must do about a change that is made only if an environment is as expected. */
public abstract class ExpectationsContract extends RegistryContract {
  private static final KeyId BY = new KeyId("key_1");
  private static final ChangeRequest REQUEST = ChangeRequest.by("key_1");
  private static final VariableName A = new VariableName("A");
  private static final WorkflowId W = new WorkflowId("w");
  private static final Expectation.Live FIRST = new Expectation.Live(1);
  private static final Expectation.Live SECOND = new Expectation.Live(2);

  private static final List<Consumer<Registry>> CHANGES =
      List.of(
          it -> it.environments().put(PRODUCTION, settings(false), Map.of()),
          it -> it.environments().breakGlass(PRODUCTION, Optional.empty()),
          it -> it.variables().put(PRODUCTION, new Variable(A, new Secret("x"), false), BY),
          it ->
              it.variables()
                  .put(PRODUCTION, A, secret -> new Variable(A, new Secret("y"), secret), BY),
          it -> it.variables().putNext(PRODUCTION, A, new Secret("x"), BY),
          it -> it.variables().rotate(PRODUCTION, A, BY),
          it -> it.variables().dropNext(PRODUCTION, A, BY),
          it -> it.variables().delete(PRODUCTION, A),
          it ->
              it.workflowKeys()
                  .add(PRODUCTION, new NewWorkflowKey(W, KeyMaterial.random(), BY, false)),
          it -> it.workflowKeys().activate(PRODUCTION, W, new WorkflowKeyId("none")),
          it -> it.workflowKeys().deactivate(PRODUCTION, W, new WorkflowKeyId("none")),
          it -> it.workflowKeys().delete(PRODUCTION, W, new WorkflowKeyId("none")),
          it -> it.syncs().request(PRODUCTION, "asked for"),
          it -> it.releases().rollback(PRODUCTION, 1, REQUEST),
          it -> it.releases().makeLive(PRODUCTION, new DeploymentId("none"), REQUEST),
          it -> it.releases().makeCommitLive(PRODUCTION, new DeploymentId("none"), REQUEST),
          it -> it.releases().deactivate(PRODUCTION, new WorkflowId("a"), REQUEST),
          it -> it.releases().delete(PRODUCTION, new WorkflowId("a"), REQUEST),
          it -> it.releases().promote(STAGING, PRODUCTION, REQUEST));

  @Test
  void anyChange_anotherReleaseIsLiveThanExpected_isNotMade() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));
    Registry expecting = registry.expecting(PRODUCTION, FIRST);
    Object before = everything();

    for (Consumer<Registry> change : CHANGES) {
      assertThat(refused(expecting, change).actual()).contains(SECOND);
    }

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void anyChange_asExpected_isMade() {
    for (Consumer<Registry> change : CHANGES) {
      samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
      int live = registry.releases().live(PRODUCTION).orElseThrow().number();

      change.accept(registry.expecting(PRODUCTION, new Expectation.Live(live)));
      samples.environment(PRODUCTION, true);
      registry.syncs().claim(now());
      registry.syncs().requeueInterrupted();
    }

    assertThat(registry.audit().list(AuditFilter.ALL, PageRequest.first(200)).items())
        .extracting(it -> it.change().action())
        .contains("variable.put", "workflow_key.add", "sync.request", "release.rollback");
  }

  @Test
  void nothingLive_isNoRelease() {
    UnexpectedException refused =
        refused(registry.expecting(STAGING, FIRST), it -> it.variables().delete(STAGING, A));

    assertThat(refused.expected()).isEqualTo(FIRST);
    assertThat(refused.actual()).isEmpty();
    assertThat(
            refused(
                    registry.expecting(NOWHERE, new Expectation.Settings(1)),
                    it -> it.environments().put(NOWHERE, settings(true), Map.of()))
                .actual())
        .isEmpty();
    assertThat(registry.environments().find(NOWHERE)).isEmpty();
  }

  @Test
  void settings_putTwiceOnOneExpectation_areChangedOnce() {
    long read = registry.environments().find(PRODUCTION).orElseThrow().revision();
    Registry expecting = registry.expecting(PRODUCTION, new Expectation.Settings(read));

    long put = expecting.environments().put(PRODUCTION, settings(false), Map.of()).revision();
    UnexpectedException second =
        refused(expecting, it -> it.environments().put(PRODUCTION, settings(true), Map.of()));

    assertThat(second.actual()).contains(new Expectation.Settings(put));
    assertThat(registry.environments().find(PRODUCTION).orElseThrow().settings())
        .isEqualTo(settings(false));
  }

  @Test
  void environment_madeTwiceOnTheBeliefThatItIsAbsent_isMadeOnce() {
    Registry expecting = registry.expecting(NOWHERE, new Expectation.Absent());

    long made = expecting.environments().put(NOWHERE, settings(false), Map.of()).revision();
    UnexpectedException second =
        refused(expecting, it -> it.environments().put(NOWHERE, settings(true), Map.of()));

    assertThat(second.actual()).contains(new Expectation.Settings(made));
    assertThat(registry.environments().find(NOWHERE).orElseThrow().settings())
        .isEqualTo(settings(false));
  }

  @Test
  void settings_revision_growsWithThemAndNothingElse() {
    long first = registry.environments().find(PRODUCTION).orElseThrow().revision();
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    registry.variables().put(PRODUCTION, new Variable(A, new Secret("x"), false), BY);
    registry.environments().breakGlass(PRODUCTION, Optional.empty());
    samples.environment(STAGING, false);

    assertThat(registry.environments().find(PRODUCTION).orElseThrow().revision()).isEqualTo(first);

    Map<EnvironmentSecret, Optional<Secret>> secret =
        Map.of(EnvironmentSecret.WEBHOOK, Optional.of(new Secret("w")));
    assertThat(registry.environments().put(PRODUCTION, settings(true), secret).revision())
        .isGreaterThan(first);
  }

  private static UnexpectedException refused(Registry registry, Consumer<Registry> change) {
    return catchThrowableOfType(UnexpectedException.class, () -> change.accept(registry));
  }

  private Object everything() {
    return List.of(
        registry.revisions(),
        registry.audit().list(AuditFilter.ALL, PageRequest.first(200)),
        registry.syncs().list(PRODUCTION, PageRequest.first(200)),
        registry.variables().list(PRODUCTION),
        registry.workflowKeys().list(PRODUCTION, W));
  }
}

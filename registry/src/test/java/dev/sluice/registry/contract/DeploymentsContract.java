package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.bundle;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments.Listed;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store's deployments must do. */
public abstract class DeploymentsContract extends RegistryContract {

  @Test
  void find_deployed_isAsItWasBuilt() {
    Release release = samples.release(PRODUCTION, commit(1), build("a", "t", "code of a"));
    Deployment deployment = release.deployments().getFirst();

    assertThat(deployment.workflow()).isEqualTo(build("a", "t", "").workflow());
    assertThat(deployment.provenance()).isEqualTo(new Deployment.Provenance(commit(1), now()));
    assertThat(deployment.environment()).isEqualTo(PRODUCTION);
    assertThat(deployment.digest()).isEqualTo(bundle("code of a").digest());
    assertThat(registry.deployments().find(PRODUCTION, deployment.id())).contains(deployment);
  }

  @Test
  void builtBy_deployed_isTheSyncThatBuiltIt() {
    Release release = samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    DeploymentId id = release.deployments().getFirst().id();

    assertThat(registry.deployments().builtBy(id)).contains(release.entry().by());
    assertThat(registry.deployments().builtBy(new DeploymentId("dep_x"))).isEmpty();
  }

  @Test
  void find_idOfAnotherEnvironment_isEmpty() {
    Release release = samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    DeploymentId id = release.deployments().getFirst().id();

    assertThat(registry.deployments().find(STAGING, id)).isEmpty();
    assertThat(registry.deployments().find(PRODUCTION, new DeploymentId("dep_x"))).isEmpty();
  }

  @Test
  void buildLog_canBeAddedTo_andNothingElseChanges() {
    Release release = samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    DeploymentId id = release.deployments().getFirst().id();
    String before = registry.deployments().buildLog(id).orElseThrow();

    registry.deployments().addToBuildLog(id, "found late\n");
    registry.deployments().addToBuildLog(new DeploymentId("dep_x"), "of nothing\n");

    assertThat(registry.deployments().buildLog(id)).contains("found late\n" + before);
    assertThat(registry.deployments().bundle(id).orElseThrow().digest())
        .isEqualTo(bundle("1").digest());
    assertThat(registry.releases().live(PRODUCTION)).contains(release);
  }

  @Test
  void bundle_deployed_isWhatWasBuilt() {
    String code = "export default () => '☂ \\u0000 " + "x".repeat(200_000) + "'";
    Release release = samples.release(PRODUCTION, commit(1), build("a", "t", code));

    assertThat(registry.deployments().bundle(release.deployments().getFirst().id()))
        .contains(bundle(code));
    assertThat(registry.deployments().bundle(new DeploymentId("dep_x"))).isEmpty();
  }

  @Test
  void bundle_sameContentFromTwoCommits_isThereForBoth() {
    Release first = samples.release(PRODUCTION, commit(1), build("a", "t", "same"));
    Release second = samples.release(PRODUCTION, commit(2), build("a", "t", "same"));

    DeploymentId before = first.deployments().getFirst().id();
    DeploymentId after = second.deployments().getFirst().id();
    assertThat(after).isNotEqualTo(before);
    assertThat(registry.deployments().bundle(before)).contains(bundle("same"));
    assertThat(registry.deployments().bundle(after)).contains(bundle("same"));
  }

  @Test
  void list_statuses_followTheReleases() {
    Deployment first = only(samples.release(PRODUCTION, commit(1), build("a", "t", "1")));
    Deployment second = only(samples.release(PRODUCTION, commit(2), build("a", "t", "2")));
    samples.environment(PRODUCTION, false);
    Deployment third = only(samples.deploy(PRODUCTION, commit(3), build("a", "t", "3")));
    Deployment fresh = only(samples.deploy(PRODUCTION, commit(4), build("b", "t", "4")));

    assertThat(statuses())
        .containsExactly(
            new Listed(fresh, DeploymentStatus.DRAFT),
            new Listed(third, DeploymentStatus.DEPLOYED),
            new Listed(second, DeploymentStatus.LIVE),
            new Listed(first, DeploymentStatus.DEPLOYED));

    registry.releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_1"));

    assertThat(statuses())
        .containsExactly(
            new Listed(fresh, DeploymentStatus.DRAFT),
            new Listed(third, DeploymentStatus.DEPLOYED),
            new Listed(second, DeploymentStatus.DEPLOYED),
            new Listed(first, DeploymentStatus.LIVE));
  }

  @Test
  void list_workflowOfThatIdLiveElsewhere_isStillADraft() {
    samples.release(STAGING, commit(1), build("a", "t", "1"));
    samples.environment(PRODUCTION, false);
    Deployment here = only(samples.deploy(PRODUCTION, commit(1), build("a", "t", "1")));

    assertThat(statuses()).containsExactly(new Listed(here, DeploymentStatus.DRAFT));
  }

  @Test
  void list_morePagesThanOne_hasEachOnceInBuildOrder() {
    samples.release(PRODUCTION, commit(1), build("a", "t1", "1"), build("b", "t2", "2"));
    samples.release(PRODUCTION, commit(2), build("c", "t1", "3"), build("d", "t2", "4"));

    assertThat(statuses())
        .extracting(listed -> listed.deployment().workflow().id())
        .containsExactly(
            new WorkflowId("d"), new WorkflowId("c"), new WorkflowId("b"), new WorkflowId("a"));
  }

  @Test
  void list_buildsOfTwoEnvironments_keepsThemApart() {
    for (int i = 1; i <= 5; i++) {
      samples.release(PRODUCTION, commit(i), build("a", "t", "p" + i));
      samples.release(STAGING, commit(i), build("a", "t", "s" + i));
    }

    assertThat(statuses())
        .extracting(listed -> listed.deployment().environment())
        .hasSize(5)
        .containsOnly(PRODUCTION);
  }

  @Test
  void list_promotedTwice_isThereOnce_withoutItsStagesOthers() {
    samples.release(STAGING, commit(1), build("a", "t", "1"));
    Deployment newer = only(samples.release(STAGING, commit(2), build("a", "t", "2")));
    registry.releases().promote(STAGING, PRODUCTION, ChangeRequest.by("key_1"));
    registry.releases().promote(STAGING, PRODUCTION, ChangeRequest.by("key_1"));

    assertThat(statuses()).containsExactly(new Listed(newer, DeploymentStatus.LIVE));
    assertThat(workflows()).containsExactly(new Listed(newer, DeploymentStatus.LIVE));
  }

  @Test
  void workflows_eachOnce_isTheLiveOneOrElseTheNewest_byId() {
    Deployment live = only(samples.release(PRODUCTION, commit(1), build("c", "t", "1")));
    samples.environment(PRODUCTION, false);
    samples.deploy(PRODUCTION, commit(2), build("c", "t", "2"), build("a", "t2", "2"));
    Deployment newest = only(samples.deploy(PRODUCTION, commit(3), build("a", "t2", "3")));
    samples.deploy(STAGING, commit(4), build("b", "t", "4"));

    assertThat(workflows())
        .containsExactly(
            new Listed(newest, DeploymentStatus.DRAFT), new Listed(live, DeploymentStatus.LIVE));
    assertThat(registry.deployments().workflows(NOWHERE)).isEmpty();
  }

  @Test
  void workflows_notLiveAnyMore_isTheNewest() {
    samples.release(PRODUCTION, commit(1), build("a", "t1", "1"), build("b", "t2", "1"));
    Deployment newest =
        samples.release(PRODUCTION, commit(2), build("a", "t1", "2")).deployments().getFirst();
    Release other = samples.release(PRODUCTION, commit(3), build("c", "t1", "3"));

    assertThat(workflows())
        .extracting(Listed::deployment)
        .containsExactly(newest, other.deployments().getLast(), other.deployments().getFirst());
    assertThat(workflows())
        .extracting(Listed::status)
        .containsExactly(DeploymentStatus.DEPLOYED, DeploymentStatus.LIVE, DeploymentStatus.LIVE);
  }

  @Test
  void workflows_deactivated_isWhatWasLive_notANewerDraft() {
    Deployment was = only(samples.release(PRODUCTION, commit(1), build("a", "t", "1")));
    registry.releases().deactivate(PRODUCTION, new WorkflowId("a"), ChangeRequest.by("key_1"));
    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));

    assertThat(workflows()).containsExactly(new Listed(was, DeploymentStatus.DEACTIVATED));
  }

  private List<Listed> workflows() {
    return registry.deployments().workflows(PRODUCTION);
  }

  private List<Listed> statuses() {
    return Pages.all(3, page -> registry.deployments().list(PRODUCTION, page));
  }

  private static Deployment only(Release release) {
    assertThat(release.deployments()).hasSize(1);
    return release.deployments().getFirst();
  }

  private static Deployment only(DeployOutcome outcome) {
    return ((DeployOutcome.Built) outcome).deployments().getFirst();
  }
}

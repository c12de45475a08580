package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do when a release goes back by itself. */
public abstract class SafetyNetContract extends RegistryContract {
  private static final ChangeRequest ALICE = ChangeRequest.by("key_alice");

  @Test
  void fallBack_toTheReleaseBefore_saysWhoAndWhy() {
    Release first = release(1);
    release(2);

    Release third = released(fallBack(2));

    assertThat(third.deployments()).isEqualTo(first.deployments());
    assertThat(third.commit()).isEqualTo(first.commit());
    assertThat(third.entry())
        .isEqualTo(
            new Release.Entry(
                now(),
                "safety-net",
                Action.SAFETY_NET,
                "safety net: 9 of 10 runs failed; rollback to release 1",
                Optional.empty()));
    assertThat(registry.releases().live(PRODUCTION)).contains(third);
  }

  @Test
  void fallBack_anotherReleaseIsLive_changesNothing() {
    release(1);
    release(2);
    Release third = release(3);

    assertThat(fallBack(2)).isEqualTo(new ReleaseOutcome.Conflict(Optional.of(third)));
    assertThat(registry.releases().fallBack(STAGING, 1, "x"))
        .isEqualTo(new ReleaseOutcome.Conflict(Optional.empty()));
  }

  @Test
  void fallBack_fromWhatItWentBackTo_waitsForSomethingNew() {
    release(1);
    release(2);
    release(3);
    released(fallBack(3));

    assertThat(fallBack(4)).isEqualTo(new ReleaseOutcome.Unchanged());
    registry.releases().rollback(PRODUCTION, 1, ALICE);
    assertThat(fallBack(5)).isEqualTo(new ReleaseOutcome.Unchanged());

    release(6);
    assertThat(released(fallBack(6)).entry().reason()).endsWith("rollback to release 5");
  }

  @Test
  void fallBack_neverGoesToWhatWasRolledBackFrom() {
    release(1);
    Release bad = release(2);
    released(fallBack(2));
    registry.releases().makeLive(PRODUCTION, bad.deployments().getFirst().id(), ALICE);

    Release back = released(fallBack(4));

    assertThat(back.entry().reason()).endsWith("rollback to release 3");
    assertThat(back.deployments()).isNotEqualTo(bad.deployments());
  }

  @Test
  void fallBack_fromARollbackByHand_leavesOutWhatThePersonLeft() {
    release(1);
    release(2);
    release(3);
    registry.releases().rollback(PRODUCTION, 2, ALICE);

    assertThat(released(fallBack(4)).entry().reason()).endsWith("rollback to release 1");
  }

  @Test
  void fallBack_afterSomeoneRolledForwardAgain_goesBackAgain() {
    release(1);
    release(2);
    released(fallBack(2));
    registry.releases().rollback(PRODUCTION, 2, ALICE);

    Release back = released(fallBack(4));

    assertThat(back.entry().reason()).endsWith("rollback to release 3");
    assertThat(fallBack(5)).isEqualTo(new ReleaseOutcome.Unchanged());
  }

  @Test
  void fallBack_fromARollForwardByHand_goesToWhatItLeft() {
    release(1);
    release(2);
    registry.releases().rollback(PRODUCTION, 1, ALICE);
    registry.releases().rollback(PRODUCTION, 2, ALICE);

    assertThat(released(fallBack(4)).entry().reason()).endsWith("rollback to release 3");
  }

  @Test
  void fallBack_nothingEarlierOrNothingButWhatIsLive_isUnknown() {
    release(1);
    assertThat(fallBack(1)).isEqualTo(new ReleaseOutcome.Unknown());

    registry.releases().deactivate(PRODUCTION, new WorkflowId("a"), ALICE);
    assertThat(fallBack(2)).isEqualTo(new ReleaseOutcome.Unknown());
  }

  @Test
  void fallBack_leavesADeactivatedWorkflowSo() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"), build("b", "u", "1"));
    registry.releases().deactivate(PRODUCTION, new WorkflowId("b"), ALICE);
    release(2);

    Release back = released(fallBack(3));

    assertThat(back.deployments())
        .extracting(it -> it.workflow().id().value())
        .containsExactly("a");
    assertThat(back.deployments().getFirst().commit()).isEqualTo(commit(1));
  }

  @Test
  void fallBack_neverTakesATriggerAwayThatWasAnsweredBefore() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    Release both =
        samples.release(PRODUCTION, commit(2), build("a", "t", "2"), build("b", "u", "1"));
    registry.releases().rollback(PRODUCTION, 1, ALICE);
    registry.releases().makeCommitLive(PRODUCTION, both.deployments().getFirst().id(), ALICE);
    samples.release(PRODUCTION, commit(3), build("a", "t", "bad"), build("b", "u", "1"));

    // Of those before it, someone went back from 4 and 2; 1 and 3 don't answer u.
    assertThat(fallBack(5)).isEqualTo(new ReleaseOutcome.Unknown());
  }

  private Release release(int number) {
    return samples.release(PRODUCTION, commit(number), build("a", "t", "code " + number));
  }

  private ReleaseOutcome fallBack(int failing) {
    return registry.releases().fallBack(PRODUCTION, failing, "9 of 10 runs failed");
  }

  private static Release released(ReleaseOutcome outcome) {
    assertThat(outcome).isInstanceOf(ReleaseOutcome.Released.class);
    return ((ReleaseOutcome.Released) outcome).release();
  }
}

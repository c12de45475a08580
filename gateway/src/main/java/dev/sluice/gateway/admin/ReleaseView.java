package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.gateway.Serving;
import dev.sluice.registry.release.Change;
import dev.sluice.registry.release.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A release as administrators see it.
 *
 * @param servedBy the gateways that serve it now, by name, 200 at most; where one release is shown
 * @param servedByAll whether all gateways that are there do
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ReleaseView(
    int number,
    boolean live,
    Instant at,
    String by,
    @OneOf({"sync", "make_live", "rollback", "deactivate", "delete", "promotion", "safety_net"})
        String action,
    String reason,
    Optional<String> note,
    Optional<String> commit,
    List<Part> deployments,
    List<Difference> changes,
    Optional<List<ServedBy>> servedBy,
    Optional<Boolean> servedByAll) {

  /** One deployment of the release; where it stands now is for the list of deployments to say. */
  record Part(String id, String workflowId, String trigger, String commit, String digest) {
    static Part of(Deployment deployment) {
      return new Part(
          deployment.id().value(),
          deployment.workflow().id().value(),
          deployment.workflow().trigger().value(),
          deployment.commit().value(),
          deployment.digest().value());
    }
  }

  /**
   * What became of one workflow since the release before.
   *
   * @param from the deployment that ran; absent if none did
   * @param to the one that runs; absent if none does
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Difference(String workflowId, Optional<String> from, Optional<String> to) {
    static Difference of(Change change) {
      return new Difference(
          change.workflow().value(),
          change.before().map(DeploymentId::value),
          change.after().map(DeploymentId::value));
    }
  }

  /** A gateway that serves it, by its name and the id of its process. */
  record ServedBy(String gateway, String id, Instant since) {
    static ServedBy of(Serving.By by) {
      return new ServedBy(by.name().value(), by.id().value(), by.since());
    }
  }

  static ReleaseView of(Release release, OptionalInt live) {
    Release.Entry entry = release.entry();
    return new ReleaseView(
        release.number(),
        live.isPresent() && live.getAsInt() == release.number(),
        entry.at(),
        entry.by(),
        entry.action().key(),
        entry.reason(),
        entry.note(),
        release.commit().map(CommitId::value),
        release.deployments().stream().map(Part::of).toList(),
        release.changes().stream().map(Difference::of).toList(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with those who serve it. */
  ReleaseView servedBy(Serving serving) {
    return new ReleaseView(
        number,
        live,
        at,
        by,
        action,
        reason,
        note,
        commit,
        deployments,
        changes,
        Optional.of(serving.by().stream().map(ServedBy::of).toList()),
        Optional.of(serving.byAll()));
  }
}

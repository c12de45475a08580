package dev.sluice.gateway.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.gateway.access.FailedAttempts;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.RequestHead;
import dev.sluice.gateway.http.Sha256;
import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.gateway.live.NotCompilableException;
import dev.sluice.gateway.live.Previews;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.runtime.Trigger;
import java.util.Optional;

/**
 * Reads which deployment a call wants previewed. Only its own trigger is: the others of the same
 * login run what is live.
 *
 * @param failures counts wrong passwords, and holds back who sent too many
 */
record PreviewCall(Previews previews, FailedAttempts failures) {
  private static final String DEPLOYMENT = "Sluice-Deployment";
  private static final String PASSWORD = "Sluice-Preview-Password";

  /**
   * What is to run in place of what is live, if anything is.
   *
   * @throws Refusal 403 if the password isn't the environment's, 429 if that happened too often,
   *     404 if there's no such deployment, 409 if it can't be loaded
   */
  Optional<LiveWorkflow> find(RequestHead request, LiveEnvironment environment, Trigger trigger) {
    String deployment = request.header(DEPLOYMENT);
    if (deployment == null) {
      return Optional.empty();
    }
    requirePassword(request, environment);
    return Optional.of(load(environment, new DeploymentId(deployment.strip())))
        .filter(it -> it.deployment().workflow().trigger().value().equals(trigger.id()));
  }

  private void requirePassword(RequestHead request, LiveEnvironment environment) {
    if (environment.safeguards().previewPassword().isEmpty()) {
      throw refused("%s has no previews: set its `previewPassword`.".formatted(environment.name()));
    }
    String password = request.header(PASSWORD);
    if (password == null) {
      throw refused("Send the environment's preview password as the header " + PASSWORD + ".");
    }
    Optional<Refusal> held = failures.heldPassword(request.address(), environment.name());
    if (held.isPresent()) {
      throw held.get();
    }
    if (!environment
        .safeguards()
        .previewPassword()
        .get()
        .equals(Sha256.of(password.getBytes(UTF_8)))) {
      throw failures
          .addPassword(request.address(), environment.name())
          .orElseGet(() ->
              refused(
                  "The header %s isn't the preview password of %s."
                      .formatted(PASSWORD, environment.name())));
    }
  }

  private LiveWorkflow load(LiveEnvironment environment, DeploymentId id) {
    try {
      return previews
          .find(environment.name(), id)
          .orElseThrow(() ->
              Refusal.notFound(
                  "unknown_deployment",
                  "There is no deployment `%s` in %s.".formatted(id, environment.name())));
    } catch (NotCompilableException e) {
      throw new Refusal(
          new HttpProblem(
              409,
              "not_loadable",
              "The deployment can't be loaded",
              "`%s` can't be loaded here: %s.".formatted(id, e.getMessage())));
    }
  }

  private static Refusal refused(String detail) {
    return new Refusal(new HttpProblem(403, "preview_refused", "No preview for this call", detail));
  }
}

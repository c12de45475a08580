package dev.sluice.gateway.trigger;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.gateway.openapi.Operation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the document says of the run API: {@link RunCall} and {@link RunAnswer} read and write this
 * by hand, as every login waits for them.
 */
final class RunContract {
  static final Operation OPERATION =
      Operation.of("run", "Runs what is live for a trigger, and answers with its decision.")
          .inEnvironment(Right.RUN)
          .takes(Body.class)
          .header(
              "Idempotency-Key",
              "The same answer for the same key and body within 60 s in one process")
          .header("Sluice-Deadline-Ms", "Ends the run earlier than its environment's limit")
          .header("Sluice-Deployment", "The deployment to preview")
          .header("Sluice-Preview-Password", "The environment's, for a preview")
          .answers(200, Result.class)
          .refuses(
              ProblemCode.UNKNOWN_TRIGGER,
              ProblemCode.UNKNOWN_DEPLOYMENT,
              ProblemCode.PREVIEW_REFUSED,
              ProblemCode.NOT_LOADABLE,
              ProblemCode.INVALID_DEADLINE,
              ProblemCode.INVALID_IDEMPOTENCY_KEY,
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              ProblemCode.FIRST_CALL_FAILED,
              ProblemCode.NOT_YET_KNOWN,
              ProblemCode.SATURATED);

  private RunContract() {}

  /**
   * What a call sends.
   *
   * @param event anything; {@code request} and {@code context} must be objects
   */
  record Body(Map<String, Object> event, @Nullable Tokens tokens) {}

  /** The claims that the tokens have so far. */
  record Tokens(
      @Nullable Map<String, Object> accessToken,
      @Nullable Map<String, Object> idToken,
      @Nullable Map<String, Object> m2mToken) {}

  /**
   * What it is answered.
   *
   * @param workflow absent if none ran
   * @param error of a failed run
   * @param breakGlass while every run is answered by hand
   */
  record Result(
      String runId,
      @OneOf({"completed", "denied", "failed", "no_workflow", "overridden"}) String status,
      @OneOf({"continue", "stop"}) String decision,
      Optional<Workflow> workflow,
      RunEffects effects,
      Optional<RunError> error,
      Optional<BreakGlass> breakGlass,
      double durationMs) {}

  /**
   * What ran.
   *
   * @param release absent from a preview
   * @param preview true for one, else absent
   * @param pullRequest whose preview it is, if it is one's
   */
  record Workflow(
      String id,
      String deploymentId,
      String commit,
      Optional<Integer> release,
      Optional<Boolean> preview,
      Optional<Long> pullRequest) {}

  /** The emergency switch. */
  record BreakGlass(@OneOf({"continue", "stop"}) String decision, String reason, Instant since) {}
}

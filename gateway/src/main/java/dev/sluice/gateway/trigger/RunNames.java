package dev.sluice.gateway.trigger;

import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.registry.run.RunId;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.trace.Span;
import dev.sluice.runtime.trace.Work;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What a run is known by, in logs and in traces. */
record RunNames(RunId id, Target target, LiveWorkflow workflow)
    implements Supplier<Map<String, String>> {

  /** For logs. */
  Work work() {
    return new Work(target.span(), this);
  }

  @Override
  public Map<String, String> get() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("runId", id.value());
    names.put("environment", target.environment().name().value());
    names.put("workflow", workflow.deployment().workflow().id().value());
    names.put("deploymentId", workflow.deployment().id().value());
    names.put("commit", workflow.deployment().commit().value());
    names.put("release", String.valueOf(workflow.release()));
    target
        .span()
        .context()
        .ifPresent(trace -> {
          names.put("traceId", trace.traceId());
          names.put("spanId", trace.spanId());
        });
    return names;
  }

  /** Tells who runs. */
  void begin() {
    Span span = target.span();
    if (span.isHeard()) {
      span.say("sluice.run.id", id.value());
      span.say("sluice.environment", target.environment().name().value());
      span.say("sluice.trigger", target.trigger().id());
      span.say("sluice.workflow.id", workflow.deployment().workflow().id().value());
      span.say("sluice.deployment.id", workflow.deployment().id().value());
      span.say("sluice.commit", workflow.deployment().commit().value());
      span.say("sluice.release", workflow.release());
    }
  }

  /** Tells how it ended. */
  void end(Outcome outcome) {
    Span span = target.span();
    if (span.isHeard()) {
      span.say("sluice.run.status", outcome.status().name().toLowerCase(Locale.ROOT));
      span.say("sluice.run.decision", outcome.decision().name().toLowerCase(Locale.ROOT));
      outcome.error().ifPresent(error -> span.fail(error.code()));
    }
  }
}

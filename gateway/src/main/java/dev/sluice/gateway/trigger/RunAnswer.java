package dev.sluice.gateway.trigger;

import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.run.RunId;
import dev.sluice.runtime.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The run API's answers, written straight into bytes since every login waits for one. */
final class RunAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private RunAnswer() {}

  /** Nothing is live for the trigger: go on. */
  static byte[] noWorkflow(RunId run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("runId", run.value());
      json.writeStringProperty("status", "no_workflow");
      json.writeStringProperty("decision", "continue");
      json.writeName("effects").writeStartObject().writeEndObject();
      json.writeNumberProperty("durationMs", 0);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** The emergency switch is on: do what it says. */
  static byte[] overridden(RunId run, BreakGlass emergency) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("runId", run.value());
      json.writeStringProperty("status", "overridden");
      json.writeStringProperty("decision", emergency.decision().key());
      json.writeName("effects").writeStartObject().writeEndObject();
      json.writeName("breakGlass").writeStartObject();
      json.writeStringProperty("decision", emergency.decision().key());
      json.writeStringProperty("reason", emergency.reason());
      json.writeStringProperty("since", emergency.since().toString());
      json.writeEndObject();
      json.writeNumberProperty("durationMs", 0);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** A workflow ran. */
  static byte[] of(RunId run, LiveWorkflow workflow, Outcome outcome) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("runId", run.value());
      json.writeStringProperty("status", lowerCase(outcome.status()));
      json.writeStringProperty("decision", lowerCase(outcome.decision()));
      json.writeName("workflow").writeRawValue(workflow.json());
      json.writeName("effects").writeRawValue(outcome.effects());
      outcome.error().ifPresent(error -> writeError(json, error));
      json.writeNumberProperty("durationMs", millis(outcome.trace().duration()));
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void writeError(JsonGenerator json, Outcome.RunError error) {
    json.writeName("error").writeStartObject();
    json.writeStringProperty("code", error.code());
    json.writeStringProperty("message", error.message());
    error.at().ifPresent(at -> json.writeStringProperty("at", at.toString()));
    json.writeEndObject();
  }

  private static double millis(Duration duration) {
    long micros = duration.toNanos() / 1_000;
    return micros / 1e3;
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

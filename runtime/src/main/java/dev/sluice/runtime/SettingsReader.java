package dev.sluice.runtime;

import dev.sluice.runtime.WorkflowSettings.Flaw;
import dev.sluice.runtime.WorkflowSettings.Flaw.Kind;
import dev.sluice.runtime.WorkflowSettings.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one workflow's settings and gathers all that is wrong with them. Use once. */
final class SettingsReader {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String json;
  private final List<Flaw> flaws = new ArrayList<>();

  SettingsReader(String json) {
    this.json = json;
  }

  Reading read() {
    JsonNode settings = parsed();
    if (!settings.isObject()) {
      flaw(Kind.INVALID, "", "workflowSettings must be an object with an id and a trigger");
      return new Reading.Invalid(flaws, Optional.empty(), Optional.empty());
    }
    Optional<String> id = id(settings.path("id"));
    Optional<Trigger> trigger = trigger(settings.path("trigger"));
    FailurePolicy failurePolicy = failurePolicy(settings.path("failurePolicy"));
    ProgramSource.Declared declared = declared(settings.path("bindings"));
    if (!flaws.isEmpty() || id.isEmpty() || trigger.isEmpty()) {
      return new Reading.Invalid(flaws, id, trigger);
    }
    return new Reading.Valid(
        new WorkflowSettings(
            id.get(), name(settings.path("name")), trigger.get(), failurePolicy, declared));
  }

  private JsonNode parsed() {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  private Optional<String> id(JsonNode id) {
    String text = id.isString() ? id.stringValue() : "";
    if (text.isBlank()) {
      flaw(
          Kind.ID_REQUIRED,
          "id",
          "Workflow ID is required: set workflowSettings.id to a text that no other workflow has");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private Optional<Trigger> trigger(JsonNode trigger) {
    Optional<Trigger> known =
        trigger.isString() ? Trigger.find(trigger.stringValue()) : Optional.empty();
    if (known.isEmpty()) {
      String given = trigger.isMissingNode() ? "workflowSettings has no trigger" : shown(trigger);
      flaw(
          Kind.UNKNOWN_TRIGGER,
          "trigger",
          "Unknown trigger requested: " + given + ". The triggers are " + triggers());
    }
    return known;
  }

  private static String triggers() {
    return Arrays.stream(Trigger.values()).map(Trigger::id).collect(Collectors.joining(", "));
  }

  private static Optional<String> name(JsonNode name) {
    return name.isString() ? Optional.of(name.stringValue()) : Optional.empty();
  }

  private FailurePolicy failurePolicy(JsonNode policy) {
    JsonNode action = policy.path("action");
    if (isAbsent(policy) || (policy.isObject() && isAbsent(action))) {
      return FailurePolicy.STOP;
    }
    String text = action.stringValue("");
    if (text.equals("stop") || text.equals("continue")) {
      return FailurePolicy.valueOf(text.toUpperCase(Locale.ROOT));
    }
    String given = shown(policy.isObject() ? action : policy);
    flaw(
        Kind.INVALID,
        policy.isObject() ? "failurePolicy.action" : "failurePolicy",
        "failurePolicy must be { action: \"stop\" } or { action: \"continue\" }, not " + given);
    return FailurePolicy.STOP;
  }

  private ProgramSource.Declared declared(JsonNode bindings) {
    Set<String> names = new HashSet<>();
    Set<String> resetClaims = new HashSet<>();
    if (bindings.isArray()) {
      bindings.valueStream().filter(JsonNode::isString).forEach(n -> names.add(n.stringValue()));
    } else if (bindings.isObject()) {
      names.addAll(bindings.propertyNames());
      bindings
          .propertyStream()
          .filter(binding -> binding.getValue().path("resetClaims").booleanValue(false))
          .forEach(binding -> resetClaims.add(binding.getKey()));
    } else if (!isAbsent(bindings)) {
      flaw(
          Kind.INVALID,
          "bindings",
          "bindings must be an object with a key per binding, such as { \"kinde.accessToken\": {}"
              + " }, not "
              + shown(bindings));
    }
    return new ProgramSource.Declared(names, resetClaims);
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private void flaw(Kind kind, String field, String message) {
    flaws.add(new Flaw(kind, field, message));
  }
}

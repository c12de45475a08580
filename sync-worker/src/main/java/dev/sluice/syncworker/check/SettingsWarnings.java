package dev.sluice.syncworker.check;

import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.WorkflowSettings;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What in a workflow's settings its author may have meant otherwise; none of it is an error. */
final class SettingsWarnings {
  private static final Set<String> DOCUMENTED =
      Set.of("id", "name", "trigger", "failurePolicy", "bindings");

  /** Always there, declared or not; declaring it does no harm. */
  private static final Set<String> ALWAYS = Set.of("kinde.cache");

  /** Named in the types, without a document that says what they do. */
  private static final Set<String> UNDOCUMENTED = Set.of("kinde.risk", "kinde.ssoSession");

  private final SettingsText text;
  private final WorkflowSettings settings;
  private final Report report;

  SettingsWarnings(SettingsText text, WorkflowSettings settings, Report report) {
    this.text = text;
    this.settings = settings;
    this.report = report;
  }

  /**
   * Writes them to the report's log.
   *
   * @param json the settings as they were exported
   */
  void warn(String json) {
    JsonNode exported = JsonMapper.shared().readTree(json);
    Set<String> others =
        exported.propertyNames().stream()
            .filter(key -> !DOCUMENTED.contains(key))
            .collect(Collectors.toCollection(TreeSet::new));
    others.forEach(key -> warn(key, "workflowSettings." + key + " isn't a setting and is ignored"));
    if (exported.path("bindings").isArray()) {
      warn(
          "bindings",
          "bindings is a list; it should be an object with a key per binding, such as"
              + " { \"kinde.accessToken\": {} }");
    }
    settings.declared().bindings().stream().sorted().forEach(this::warnOfBinding);
  }

  private void warnOfBinding(String binding) {
    Trigger trigger = settings.trigger();
    if (trigger.offers(binding) || ALWAYS.contains(binding)) {
      return;
    }
    if (UNDOCUMENTED.contains(binding)) {
      warn(binding, "the binding " + binding + " is accepted but absent when the workflow runs");
    } else if (Trigger.anyOffers(binding)) {
      warn(binding, trigger.id() + " doesn't offer the binding " + binding + ": it will be absent");
    } else {
      String meant =
          NearName.among(Trigger.allBindings(), binding)
              .map(name -> "; did you mean " + name + "?")
              .orElse("");
      warn(binding, "there is no binding " + binding + ": it is ignored" + meant);
    }
  }

  private void warn(String key, String message) {
    Spot spot = text.key(key);
    report.warn(spot.file() + ":" + spot.line() + ":" + spot.column() + ": " + message);
  }
}

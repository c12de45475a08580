package dev.sluice.registry.audit;

import dev.sluice.registry.environment.EnvironmentName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was changed.
 *
 * @param action a stable verb, e.g. {@code variable.put}
 * @param environment where; empty if it's of none
 * @param subject what was changed, by the name it has in its list
 * @param details what more there is to say, as JSON has it: never a secret, nor a variable's value
 */
public record Change(
    String action,
    Optional<EnvironmentName> environment,
    String subject,
    Map<String, Object> details) {
  public Change {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** A change in an environment. */
  public static Change of(String action, EnvironmentName environment, String subject) {
    return new Change(action, Optional.of(environment), subject, Map.of());
  }

  /** A change in no environment. */
  public static Change of(String action, String subject) {
    return new Change(action, Optional.empty(), subject, Map.of());
  }

  /**
   * The same with one more detail.
   *
   * @param value text, number, boolean, or a list or map of those
   */
  public Change with(String detail, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(detail, value);
    return new Change(action, environment, subject, more);
  }

  /** The same with one more detail, if there is one. */
  public Change with(String detail, Optional<?> value) {
    return value.map(it -> with(detail, (Object) it)).orElse(this);
  }
}

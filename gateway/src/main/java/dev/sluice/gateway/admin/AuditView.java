package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the audit log as administrators see it.
 *
 * @param environment absent if it's of none
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AuditView(
    String id,
    Instant at,
    By by,
    String action,
    Optional<String> environment,
    String subject,
    Map<String, Object> details) {
  /**
   * Who.
   *
   * @param id a key's, or the name of a part of Sluice
   * @param address absent if no request led to it
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record By(String id, String name, Optional<String> address) {
    static By of(Actor actor) {
      return new By(actor.id(), actor.name(), actor.address());
    }
  }

  static AuditView of(AuditEntry entry) {
    Change change = entry.change();
    return new AuditView(
        entry.id(),
        entry.at(),
        By.of(entry.by()),
        change.action(),
        change.environment().map(EnvironmentName::value),
        change.subject(),
        change.details());
  }
}

package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.WorkflowKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A workflow's key as administrators see it.
 *
 * @param value in the answer that made it only
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record WorkflowKeyView(
    String id, Optional<String> value, boolean active, Instant createdAt, String createdBy) {
  static WorkflowKeyView of(WorkflowKey key, Optional<KeyMaterial> made) {
    return new WorkflowKeyView(
        key.id().value(),
        made.map(it -> it.base64().reveal()),
        key.active(),
        key.createdAt(),
        key.createdBy().value());
  }
}

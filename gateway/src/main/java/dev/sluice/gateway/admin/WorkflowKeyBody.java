package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.Bodies;
import dev.sluice.registry.Secret;
import dev.sluice.registry.sealing.KeyMaterial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST …/workflows/{workflow}/keys} takes; it may be left out.
 *
 * @param value 32 bytes in base64; made here if left out
 * @param activate false if left out
 */
record WorkflowKeyBody(@Nullable String value, @Nullable Boolean activate) {
  static final WorkflowKeyBody NONE = new WorkflowKeyBody(null, null);

  Optional<KeyMaterial> given() {
    return Optional.ofNullable(value)
        .map(it -> Bodies.valid(it, base64 -> new KeyMaterial(new Secret(base64))));
  }

  /** Shows nothing, as a value may be in it. */
  @Override
  public String toString() {
    return "WorkflowKeyBody";
  }
}

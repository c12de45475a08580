package dev.sluice.gateway.alert;

import dev.sluice.registry.SortableId;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that those who run an environment should hear of. Immutable.
 *
 * @param id the same however often it is sent, so that a receiver can tell
 * @param data what there is to say, as JSON takes it
 */
public record Alert(
    String id, EnvironmentName environment, AlertKind kind, Instant at, Map<String, Object> data) {

  public Alert {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** One that happens now. */
  public static Alert now(
      EnvironmentName environment, AlertKind kind, Map<String, Object> data, Clock clock) {
    return new Alert(SortableId.next("msg", clock), environment, kind, clock.instant(), data);
  }
}

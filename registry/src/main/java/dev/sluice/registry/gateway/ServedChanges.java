package dev.sluice.registry.gateway;

import dev.sluice.registry.environment.EnvironmentName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is different in what a gateway serves.
 *
 * @param now what it serves that is new
 * @param noLonger of what it serves nothing any more
 */
public record ServedChanges(Map<EnvironmentName, Served> now, Set<EnvironmentName> noLonger) {
  public ServedChanges {
    now = Map.copyOf(now);
    noLonger = Set.copyOf(noLonger);
  }

  /** From what was served before to what is. */
  public static ServedChanges between(
      Map<EnvironmentName, Served> before, Map<EnvironmentName, Served> after) {
    Map<EnvironmentName, Served> now = new HashMap<>(after);
    now.entrySet().removeAll(before.entrySet());
    Set<EnvironmentName> noLonger = new HashSet<>(before.keySet());
    noLonger.removeAll(after.keySet());
    return new ServedChanges(now, noLonger);
  }

  public boolean isEmpty() {
    return now.isEmpty() && noLonger.isEmpty();
  }
}

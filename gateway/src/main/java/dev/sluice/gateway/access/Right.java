package dev.sluice.gateway.access;

import dev.sluice.registry.key.Role;
import java.util.Locale;
import java.util.Set;

/** What a route asks of its caller. */
public enum Right {
  /** To run workflows. */
  RUN,
  /** To see everything but secrets. */
  READ,
  /** To change what is live: syncs, releases, variables, workflows' keys. */
  DEPLOY,
  /** To change environments and keys. */
  ADMINISTER;

  /** Whether a key with that role has this right. */
  public boolean isOf(Role role) {
    return rights(role).contains(this);
  }

  private static Set<Right> rights(Role role) {
    return switch (role) {
      case ADMIN -> Set.of(values());
      case DEPLOY -> Set.of(READ, DEPLOY);
      case INVOKE -> Set.of(RUN);
      case READ -> Set.of(READ);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

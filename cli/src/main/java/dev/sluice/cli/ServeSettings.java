package dev.sluice.cli;

import dev.sluice.registry.Secret;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a process serves.
 *
 * @param data the folder everything is kept in
 * @param adminKey valid while the process lives, never stored; empty if none was given
 */
public record ServeSettings(
    Listening listening,
    Path data,
    boolean allowLocalRepositories,
    Set<Role> roles,
    Optional<Secret> adminKey) {

  /** A part that a process may play. */
  public enum Role {
    WEBHOOK,
    SYNC_WORKER,
    GATEWAY;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public ServeSettings {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a process has at least one role");
    }
    roles = Set.copyOf(roles);
  }

  public boolean plays(Role role) {
    return roles.contains(role);
  }

  /** Every role in one process. */
  public static Set<Role> allRoles() {
    return EnumSet.allOf(Role.class);
  }
}

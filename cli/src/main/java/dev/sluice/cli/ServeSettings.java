package dev.sluice.cli;

import dev.sluice.gateway.GatewaySettings;
import dev.sluice.gateway.standby.StandbySettings;
import dev.sluice.registry.Secret;
import dev.sluice.syncworker.Claiming;
import dev.sluice.syncworker.dependencies.PackageRegistry;
import dev.sluice.syncworker.limit.Limits;
import dev.sluice.syncworker.reach.GitNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a process serves.
 *
 * @param storage where everything is kept
 */
public record ServeSettings(
    Listening listening,
    Storage storage,
    Sources sources,
    Set<Role> roles,
    Administration administration) {

  /**
   * Where what is deployed may come from.
   *
   * @param localRepositories whether from this machine's disk and over {@code http:} too
   * @param packages where those come from that repositories pin
   * @param network how Git hosts are reached
   * @param limits what syncs are held to
   * @param lease how long a sync stays a worker's that says nothing more
   */
  public record Sources(
      boolean localRepositories,
      PackageRegistry packages,
      GitNetwork network,
      Limits limits,
      Duration lease) {
    /** With the usual packages and limits, and nothing between us and Git hosts. */
    public static Sources usual(boolean localRepositories) {
      return new Sources(
          localRepositories,
          PackageRegistry.USUAL,
          GitNetwork.DIRECT,
          Limits.USUAL,
          Claiming.USUAL_LEASE);
    }
  }

  /**
   * How it is administered.
   *
   * @param key valid while the process lives, never stored; empty if none was given
   * @param auditKept how long the audit log remembers
   * @param standby how long what was read of the registry is served while that is away; zero keeps
   *     nothing of it on disk
   */
  public record Administration(Optional<Secret> key, Duration auditKept, Duration standby) {
    /** With that key, and the usual memory. */
    public static Administration by(Optional<Secret> key) {
      return new Administration(
          key, GatewaySettings.DEFAULT.auditKept(), StandbySettings.USUAL_LIMIT);
    }
  }

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

  /** The folder of what this process keeps for itself. */
  public Path data() {
    return storage.folder();
  }

  public Optional<Secret> adminKey() {
    return administration.key();
  }

  public boolean plays(Role role) {
    return roles.contains(role);
  }

  /** Every role in one process. */
  public static Set<Role> allRoles() {
    return EnumSet.allOf(Role.class);
  }
}

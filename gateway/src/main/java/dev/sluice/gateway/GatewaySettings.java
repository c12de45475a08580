package dev.sluice.gateway;

import dev.sluice.gateway.fleet.Identity;
import dev.sluice.gateway.record.RecordSettings;
import dev.sluice.gateway.standby.StandbySettings;
import dev.sluice.registry.Secret;
import dev.sluice.runtime.RunLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator chose for a gateway.
 *
 * @param adminKey {@code SLUICE_ADMIN_KEY}: good while this process lives, never stored
 * @param runsAtOnce how many runs there may be at the same time, half of them for one environment;
 *     more are answered 503
 * @param limits of the runs of environments that have none of their own
 * @param auditKept how long the audit log remembers
 * @param localRepositories whether the sync worker fetches from a disk and over {@code http:}; who
 *     sets such a repository is warned otherwise
 * @param standby where it keeps what it needs while its registry is away; empty for nowhere
 * @param identity what it is called among others
 */
public record GatewaySettings(
    Optional<Secret> adminKey,
    int runsAtOnce,
    RunLimits limits,
    RecordSettings records,
    Duration auditKept,
    boolean localRepositories,
    Optional<StandbySettings> standby,
    Identity identity) {
  public static final GatewaySettings DEFAULT =
      new GatewaySettings(
          Optional.empty(),
          512,
          RunLimits.DEFAULT,
          RecordSettings.DEFAULT,
          Duration.ofDays(400),
          false,
          Optional.empty(),
          Identity.UNNAMED);

  /** How many runs there may be at the same time for one environment. */
  public int runsPerEnvironment() {
    return Math.max(1, runsAtOnce / 2);
  }

  /** The same with an admin key. */
  public GatewaySettings withAdminKey(Secret key) {
    return new GatewaySettings(
        Optional.of(key),
        runsAtOnce,
        limits,
        records,
        auditKept,
        localRepositories,
        standby,
        identity);
  }

  /** The same with an audit log that remembers for so long. */
  public GatewaySettings withAuditKept(Duration kept) {
    return new GatewaySettings(
        adminKey, runsAtOnce, limits, records, kept, localRepositories, standby, identity);
  }

  /** The same, with local repositories fetched or not. */
  public GatewaySettings withLocalRepositories(boolean fetched) {
    return new GatewaySettings(
        adminKey, runsAtOnce, limits, records, auditKept, fetched, standby, identity);
  }

  /** The same, with a place to keep what it needs while its registry is away, or none. */
  public GatewaySettings withStandby(Optional<StandbySettings> kept) {
    return new GatewaySettings(
        adminKey, runsAtOnce, limits, records, auditKept, localRepositories, kept, identity);
  }

  /** The same, called that. */
  public GatewaySettings withIdentity(Identity called) {
    return new GatewaySettings(
        adminKey, runsAtOnce, limits, records, auditKept, localRepositories, standby, called);
  }

  /** How long what was read of the registry may be served without it. */
  Duration outlives() {
    return standby.map(StandbySettings::limit).orElse(StandbySettings.USUAL_LIMIT);
  }
}

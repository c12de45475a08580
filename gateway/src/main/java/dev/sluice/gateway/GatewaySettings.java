package dev.sluice.gateway;

import dev.sluice.gateway.record.RecordSettings;
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
 */
public record GatewaySettings(
    Optional<Secret> adminKey,
    int runsAtOnce,
    RunLimits limits,
    RecordSettings records,
    Duration auditKept,
    boolean localRepositories) {
  public static final GatewaySettings DEFAULT =
      new GatewaySettings(
          Optional.empty(),
          512,
          RunLimits.DEFAULT,
          RecordSettings.DEFAULT,
          Duration.ofDays(400),
          false);

  /** How many runs there may be at the same time for one environment. */
  public int runsPerEnvironment() {
    return Math.max(1, runsAtOnce / 2);
  }

  /** The same with an admin key. */
  public GatewaySettings withAdminKey(Secret key) {
    return new GatewaySettings(
        Optional.of(key), runsAtOnce, limits, records, auditKept, localRepositories);
  }

  /** The same with an audit log that remembers for so long. */
  public GatewaySettings withAuditKept(Duration kept) {
    return new GatewaySettings(adminKey, runsAtOnce, limits, records, kept, localRepositories);
  }

  /** The same, with local repositories fetched or not. */
  public GatewaySettings withLocalRepositories(boolean fetched) {
    return new GatewaySettings(adminKey, runsAtOnce, limits, records, auditKept, fetched);
  }
}

package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.alert.Alerts;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.gateway.record.Recorder;
import dev.sluice.registry.Registry;
import java.time.Clock;

/** All administration routes, {@code /v1/…}. */
public final class AdminRoutes {
  private final EnvironmentRoutes environments;
  private final DeployKeyRoutes deployKeys;
  private final ConnectionTestRoutes connectionTests;
  private final SyncRoutes syncs;
  private final WorkflowRoutes workflows;
  private final DeploymentRoutes deployments;
  private final ReleaseRoutes releases;
  private final VariableRoutes variables;
  private final WorkflowKeyRoutes workflowKeys;
  private final RunRecordRoutes runs;
  private final LogRoutes logs;
  private final KeyRoutes keyRoutes;
  private final BreakGlassRoutes breakGlass;
  private final AlertRoutes alertRoutes;
  private final AuditRoutes audit;

  /** What this process has that administration looks at. */
  public record Serving(LiveReleases live, KeyRing keys, Recorder recorder, Alerts alerts) {}

  /**
   * @param localFetched whether repositories on a disk and over {@code http:} are fetched
   */
  public AdminRoutes(Registry registry, Serving process, Clock clock, boolean localFetched) {
    KeyRing keys = process.keys();
    LiveReleases live = process.live();
    Activated activated = new Activated(live);
    Access access =
        new Access(keys, registry, new Once(keys, registry.requests(), activated, clock));
    ReleaseChanges changes = new ReleaseChanges(access, activated);
    environments = new EnvironmentRoutes(registry, access, activated, localFetched, clock);
    deployKeys = new DeployKeyRoutes(registry.environments(), access);
    connectionTests = new ConnectionTestRoutes(registry.connectionTests(), access);
    syncs = new SyncRoutes(registry, access, live);
    workflows = new WorkflowRoutes(registry, access, changes);
    deployments = new DeploymentRoutes(registry, access, changes);
    releases = new ReleaseRoutes(registry.releases(), access, changes);
    variables = new VariableRoutes(registry, access, activated);
    workflowKeys = new WorkflowKeyRoutes(registry, access, activated);
    runs = new RunRecordRoutes(registry.runs(), process.recorder(), access);
    logs = new LogRoutes(registry, access);
    keyRoutes = new KeyRoutes(registry, access, keys);
    breakGlass = new BreakGlassRoutes(access, activated, process.alerts(), clock);
    alertRoutes = new AlertRoutes(access, process.alerts());
    audit = new AuditRoutes(registry.audit(), access);
  }

  /** Adds the routes, each with what it does. */
  public void register(Api api) {
    environments.register(api);
    deployKeys.register(api);
    connectionTests.register(api);
    syncs.register(api);
    workflows.register(api);
    deployments.register(api);
    releases.register(api);
    variables.register(api);
    workflowKeys.register(api);
    runs.register(api);
    logs.register(api);
    keyRoutes.register(api);
    breakGlass.register(api);
    alertRoutes.register(api);
    audit.register(api);
  }
}

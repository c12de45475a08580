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
  private final Access access;
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
  private final GatewayRoutes gateways;

  /** What this process has that administration looks at. */
  public record Serving(LiveReleases live, KeyRing keys, Recorder recorder, Alerts alerts) {}

  /**
   * @param localFetched whether repositories on a disk and over {@code http:} are fetched
   */
  public AdminRoutes(Registry registry, Serving process, Clock clock, boolean localFetched) {
    KeyRing keys = process.keys();
    LiveReleases live = process.live();
    Activated activated = new Activated(live);
    access =
        new Access(
            keys, registry, new Once(keys, registry.requests(), activated, clock), new Crowd());
    ReleaseChanges changes = new ReleaseChanges(activated);
    environments = new EnvironmentRoutes(registry, activated, localFetched, clock);
    deployKeys = new DeployKeyRoutes(registry.environments());
    connectionTests = new ConnectionTestRoutes(registry.connectionTests());
    syncs = new SyncRoutes(registry, live);
    workflows = new WorkflowRoutes(registry, changes);
    deployments = new DeploymentRoutes(registry, changes);
    releases = new ReleaseRoutes(registry, changes);
    variables = new VariableRoutes(registry, activated);
    workflowKeys = new WorkflowKeyRoutes(registry, activated);
    runs = new RunRecordRoutes(registry.runs(), process.recorder());
    logs = new LogRoutes(registry);
    keyRoutes = new KeyRoutes(registry, keys);
    breakGlass = new BreakGlassRoutes(activated, process.alerts(), clock);
    alertRoutes = new AlertRoutes(process.alerts());
    audit = new AuditRoutes(registry.audit());
    gateways = new GatewayRoutes(registry);
  }

  /** Adds the routes, each with what it does. */
  public void register(Api api) {
    GuardedApi guarded = new GuardedApi(api, access);
    environments.register(guarded);
    deployKeys.register(guarded);
    connectionTests.register(guarded);
    syncs.register(guarded);
    workflows.register(guarded);
    deployments.register(guarded);
    releases.register(guarded);
    variables.register(guarded);
    workflowKeys.register(guarded);
    runs.register(guarded);
    logs.register(guarded);
    keyRoutes.register(guarded);
    breakGlass.register(guarded);
    alertRoutes.register(guarded);
    audit.register(guarded);
    gateways.register(guarded);
  }
}

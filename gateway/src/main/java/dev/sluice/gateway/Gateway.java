package dev.sluice.gateway;

import dev.sluice.gateway.access.BootstrapKey;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.admin.AdminRoutes;
import dev.sluice.gateway.alert.Alerts;
import dev.sluice.gateway.alert.LostRuns;
import dev.sluice.gateway.alert.SyncAlerts;
import dev.sluice.gateway.alert.ThreadAlerts;
import dev.sluice.gateway.guard.BreakGlassReminder;
import dev.sluice.gateway.guard.ErrorRates;
import dev.sluice.gateway.guard.SafetyNets;
import dev.sluice.gateway.guard.Watchman;
import dev.sluice.gateway.health.HealthRoutes;
import dev.sluice.gateway.health.ProcessMeters;
import dev.sluice.gateway.health.ReadinessCheck;
import dev.sluice.gateway.live.Activation;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.gateway.live.Previews;
import dev.sluice.gateway.live.SwapMeters;
import dev.sluice.gateway.record.Recorder;
import dev.sluice.gateway.trigger.Executions;
import dev.sluice.gateway.trigger.Permits;
import dev.sluice.gateway.trigger.RepeatedCalls;
import dev.sluice.gateway.trigger.RunMeters;
import dev.sluice.gateway.trigger.RunRoutes;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.Environments;
import dev.sluice.runtime.WorkflowRuntime;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gateway of one process: keeps what is live compiled and answers for it. Owns the threads that
 * follow the registry and write runs down, not the registry and the runtime. Close it after the
 * server has stopped, and before those.
 */
public final class Gateway implements AutoCloseable {
  private static final int MOST_ABANDONED = 3;

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LiveReleases live;
  private final Activation activation;
  private final Recorder recorder;
  private final ProcessMeters process;
  private final Alerts alerts;
  private final LostRuns lostRuns;
  private final ErrorRates rates;
  private final Watchman watchman;
  private final RunRoutes runs;
  private final AdminRoutes admin;
  private final HealthRoutes health;

  private Gateway(
      Registry registry,
      WorkflowRuntime runtime,
      GatewaySettings settings,
      List<ReadinessCheck> checks,
      Clock clock) {
    KeyRing keys = new KeyRing(registry.keys(), settings.adminKey().map(BootstrapKey::new));
    live = new LiveReleases(registry, runtime, settings.limits(), new SwapMeters(meters), clock);
    activation = new Activation(registry, live, keys);
    recorder = new Recorder(registry.runs(), settings.records(), clock, meters);
    process = new ProcessMeters(meters, runtime::optimized, runtime::abandonedThreads);
    alerts = new Alerts(registry.environments(), clock, meters);
    lostRuns = new LostRuns(alerts, clock);
    rates = new ErrorRates(clock);
    BreakGlassReminder reminder = new BreakGlassReminder(live, clock);
    watchman = new Watchman(stations(registry, runtime, reminder, clock));
    runs = runs(keys, new Previews(registry, runtime), runtime, settings, clock);
    admin = new AdminRoutes(registry, live, keys, alerts, clock);
    health = new HealthRoutes(checks(checks, runtime), reminder::notes, keys, meters);
  }

  /**
   * Reads the registry once and begins to follow it. A registry that is away is tried again, with
   * {@code /readyz} and runs answering 503 until then.
   *
   * @param checks what else must be well for this process to be ready
   */
  public static Gateway start(
      Registry registry,
      WorkflowRuntime runtime,
      GatewaySettings settings,
      List<ReadinessCheck> checks,
      Clock clock) {
    Gateway gateway = new Gateway(registry, runtime, settings, checks, clock);
    gateway.recorder.start();
    gateway.activation.start();
    gateway.alerts.start();
    gateway.watchman.start();
    return gateway;
  }

  private List<Runnable> stations(
      Registry registry, WorkflowRuntime runtime, BreakGlassReminder reminder, Clock clock) {
    Environments environments = registry.environments();
    return List.of(
        reminder::round,
        new SafetyNets(live, rates, registry.releases(), alerts, meters)::round,
        new SyncAlerts(registry.syncs(), environments, alerts, clock)::round,
        new ThreadAlerts(runtime::abandonedThreads, environments, alerts)::round,
        lostRuns::round);
  }

  private RunRoutes runs(
      KeyRing keys,
      Previews previews,
      WorkflowRuntime runtime,
      GatewaySettings settings,
      Clock clock) {
    Permits permits = new Permits(settings.runsAtOnce(), settings.runsPerEnvironment());
    RunMeters runMeters = new RunMeters(meters, permits);
    Executions executions = new Executions(runtime::run, recorder, runMeters, rates, clock);
    RunRoutes.Admission admission =
        new RunRoutes.Admission(permits, new RepeatedCalls(clock), runMeters);
    return new RunRoutes(keys, live, previews, executions, admission);
  }

  private List<ReadinessCheck> checks(List<ReadinessCheck> others, WorkflowRuntime runtime) {
    List<ReadinessCheck> all = new ArrayList<>(others);
    all.add(() -> problem(!live.known(), "the registry wasn't read yet"));
    all.add(() ->
        problem(
            live.allStarved(),
            "the live release can't be loaded of " + live.starved() + "; it is tried again"));
    all.add(() ->
        problem(
            runtime.abandonedThreads() > MOST_ABANDONED,
            "too many threads hold runs that can't be stopped: replace this process"));
    return all;
  }

  private static Optional<String> problem(boolean is, String words) {
    return is ? Optional.of(words) : Optional.empty();
  }

  /** Adds every route of the gateway to a server. */
  public void register(RoutesConfig routes) {
    registerRuns(routes);
    registerAdmin(routes);
    registerHealth(routes);
  }

  /** Adds what auth services call. */
  public void registerRuns(RoutesConfig routes) {
    runs.register(routes);
  }

  /** Adds what administrators call. */
  public void registerAdmin(RoutesConfig routes) {
    admin.register(routes);
  }

  /** Adds what tells how the process is. */
  public void registerHealth(RoutesConfig routes) {
    health.register(routes);
  }

  /** Stops following the registry, and writes down the runs that still wait. */
  @Override
  public void close() {
    watchman.close();
    activation.close();
    recorder.close();
    alerts.close();
    process.close();
    meters.close();
  }
}

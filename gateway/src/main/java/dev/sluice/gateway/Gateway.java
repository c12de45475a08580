package dev.sluice.gateway;

import dev.sluice.gateway.access.BootstrapKey;
import dev.sluice.gateway.access.FailedAttempts;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.KeyUses;
import dev.sluice.gateway.admin.AdminRoutes;
import dev.sluice.gateway.guard.Guard;
import dev.sluice.gateway.health.HealthRoutes;
import dev.sluice.gateway.health.QueueMeters;
import dev.sluice.gateway.health.ReadinessCheck;
import dev.sluice.gateway.health.Trouble;
import dev.sluice.gateway.health.Watching;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.gateway.live.Previews;
import dev.sluice.gateway.live.RunTallies;
import dev.sluice.gateway.live.SteadyTime;
import dev.sluice.gateway.live.SwapMeters;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.gateway.openapi.DocumentRoute;
import dev.sluice.gateway.openapi.ProblemPage;
import dev.sluice.gateway.record.Forgetting;
import dev.sluice.gateway.record.Recorder;
import dev.sluice.gateway.trigger.Executions;
import dev.sluice.gateway.trigger.Permits;
import dev.sluice.gateway.trigger.RepeatedCalls;
import dev.sluice.gateway.trigger.RunMeters;
import dev.sluice.gateway.trigger.RunRoutes;
import dev.sluice.registry.Registry;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.request.Requests;
import dev.sluice.runtime.WorkflowRuntime;
import io.javalin.config.RoutesConfig;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The gateway of one process: keeps what is live compiled and answers for it. Owns the threads that
 * follow the registry and write runs down, not the registry and the runtime. Close it after the
 * server has stopped, and before those.
 */
public final class Gateway implements AutoCloseable {
  private static final int MOST_ABANDONED = 3;
  static final Duration ENDING = Duration.ofSeconds(10);
  private static final String KEY_USES = "Noting when keys were used";

  private final SteadyTime time;
  private final LiveReleases live;
  private final RunTallies tallies;
  private final FailedAttempts failures;
  private final KeyUses uses;
  private final Upkeep upkeep = new Upkeep();
  private final Continuity continuity;
  private final Recorder recorder;

  /** Of its own: it may take minutes where much was remembered. */
  private final Upkeep forgetting = new Upkeep();

  private final Guard guard;
  private final QueueMeters queue;
  private final Api runsApi = new Api();
  private final Api adminApi = new Api();
  private final Api healthApi = new Api();

  private Gateway(
      Registry registry,
      WorkflowRuntime runtime,
      GatewaySettings settings,
      Watching watching,
      Clock clock) {
    MeterRegistry meters = watching.figures().meters();
    uses = new KeyUses(registry.keys(), clock);
    time = new SteadyTime(clock);
    failures = new FailedAttempts(time, meters);
    live = new LiveReleases(registry, runtime, settings.limits(), new SwapMeters(meters), clock);
    continuity = new Continuity(registry, live, settings, meters, clock);
    KeyRing keys =
        new KeyRing(
            continuity.keys(), settings.adminKey().map(BootstrapKey::new), failures, uses, clock);
    recorder = new Recorder(registry.runs(), settings.records(), clock, meters);
    tallies = new RunTallies(meters);
    queue = new QueueMeters(registry.syncs(), clock, meters);
    guard = new Guard(registry, live, runtime::abandonedThreads, meters, clock);
    recorder.onLoss(guard.lostRuns()::lost);
    Permits permits = new Permits(settings.runsAtOnce(), settings.runsPerEnvironment());
    RunMeters runMeters = new RunMeters(meters, tallies, permits);
    new RunRoutes(
            keys,
            live,
            new Previews(registry, runtime),
            new Executions(runtime::run, recorder, runMeters, guard.rates(), clock),
            new RunRoutes.Admission(permits, new RepeatedCalls(time), failures, runMeters),
            watching.tracing())
        .register(runsApi);
    new AdminRoutes(
            registry,
            new AdminRoutes.Serving(live, keys, recorder, guard.alerts()),
            clock,
            settings.localRepositories())
        .register(adminApi);
    new DocumentRoute(this::endpoints).register(adminApi);
    new HealthRoutes(
            checks(watching.checks(), runtime), () -> notes(watching), keys, watching.figures())
        .register(healthApi);
  }

  private List<String> notes(Watching watching) {
    return Stream.of(guard.notes(), continuity.notes(), live.notes(), watching.notes().get())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Reads the registry once and begins to follow it. While it is away, what was kept of it is
   * served; where nothing was, {@code /readyz} and runs answer 503.
   *
   * @param watching how the process is watched
   */
  public static Gateway start(
      Registry registry,
      WorkflowRuntime runtime,
      GatewaySettings settings,
      Watching watching,
      Clock clock) {
    Gateway gateway = new Gateway(registry, runtime, settings, watching, clock);
    gateway.recorder.start();
    gateway.continuity.start();
    gateway.guard.start();
    gateway.keepUp(registry, settings.auditKept(), clock);
    return gateway;
  }

  private void keepUp(Registry registry, Duration auditKept, Clock clock) {
    forgetting.every(
        Duration.ofMinutes(5),
        "Forgetting old runs and syncs",
        new Forgetting(registry, clock)::run);
    forgetting.every(
        Duration.ofHours(1),
        "Forgetting previews of closed pull requests",
        () -> registry.deployments().prunePreviews(clock.instant()));
    upkeep.every(Duration.ofMinutes(1), KEY_USES, uses::write);
    upkeep.every(Duration.ofMinutes(5), "Letting unwanted programs go", live::rest);
    upkeep.every(
        Duration.ofMinutes(10),
        "Forgetting gateways that are gone",
        registry.gateways()::forgetGone);
    upkeep.every(
        Duration.ofMinutes(30), "Letting unwanted series go", () -> tallies.sweep(live.all()));
    upkeep.every(Duration.ofSeconds(10), "Looking at the queue", queue::look);
    upkeep.every(
        Duration.ofHours(1),
        "Forgetting old audit entries",
        () -> registry.audit().prune(clock.instant().minus(auditKept)));
    upkeep.every(
        Duration.ofHours(1),
        "Forgetting keys that expired long ago",
        () -> registry.keys().prune(clock.instant().minus(Keys.REMEMBERED)));
    upkeep.every(
        Duration.ofHours(1),
        "Forgetting old requests",
        () -> registry.requests().prune(clock.instant().minus(Requests.REMEMBERED)));
  }

  private List<ReadinessCheck> checks(List<ReadinessCheck> others, WorkflowRuntime runtime) {
    List<ReadinessCheck> all = new ArrayList<>(others);
    all.add(continuity::problem);
    all.add(live::problem);
    all.add(() -> hanging(runtime));
    return all;
  }

  private static Optional<Trouble> hanging(WorkflowRuntime runtime) {
    return runtime.abandonedThreads() > MOST_ABANDONED
        ? Optional.of(
            Trouble.lasting(
                "too many threads hold runs that can't be stopped: replace this process"))
        : Optional.empty();
  }

  /** All routes, whichever server has them, and what every server has. */
  private List<Endpoint> endpoints() {
    Api everywhere = new Api();
    ProblemPage.register(everywhere);
    return Stream.of(runsApi, adminApi, healthApi, everywhere)
        .map(Api::endpoints)
        .flatMap(List::stream)
        .toList();
  }

  /** Adds every route of the gateway to a server. */
  public void register(RoutesConfig routes) {
    registerRuns(routes);
    registerAdmin(routes);
    registerHealth(routes);
  }

  /** Adds what auth services call. */
  public void registerRuns(RoutesConfig routes) {
    runsApi.register(routes);
  }

  /** Adds what administrators call. */
  public void registerAdmin(RoutesConfig routes) {
    adminApi.register(routes);
  }

  /** Adds what tells how the process is. */
  public void registerHealth(RoutesConfig routes) {
    healthApi.register(routes);
  }

  /**
   * Writes down the runs that still wait, and stops following the registry. All is told to stop
   * before any is waited for, and none waits for another: whoever ends this process may have little
   * patience, and a registry that is away has none of them done soon.
   */
  @Override
  public void close() {
    upkeep.stop();
    forgetting.stop();
    continuity.stop();
    guard.stop();
    AllAtOnce.close(
        ENDING, recorder::close, this::noteLastUses, continuity::close, forgetting::close);
    // Last: it tells of runs that were lost.
    guard.close();
  }

  private void noteLastUses() {
    upkeep.close();
    Upkeep.attempt(KEY_USES, uses::write);
  }
}

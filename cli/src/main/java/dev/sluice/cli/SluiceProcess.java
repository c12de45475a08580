package dev.sluice.cli;

import dev.sluice.cli.ServeSettings.Role;
import dev.sluice.cli.trace.OtlpTracing;
import dev.sluice.cli.trace.TraceVariables;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewaySettings;
import dev.sluice.gateway.Vitals;
import dev.sluice.gateway.fleet.Identity;
import dev.sluice.gateway.health.Figures;
import dev.sluice.gateway.health.HookMeters;
import dev.sluice.gateway.health.SyncMeters;
import dev.sluice.gateway.health.Watching;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Actor;
import dev.sluice.runtime.WorkflowRuntime;
import dev.sluice.runtime.trace.Tracing;
import dev.sluice.syncworker.SyncWatch;
import dev.sluice.webhook.HookRoutes;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One serving process: the registry, the runtime, and whichever of webhook, sync worker and gateway
 * it plays, wired together. Closing it stops taking requests, finishes runs and closes everything.
 */
public final class SluiceProcess implements AutoCloseable {
  private final Ending ending = new Ending();
  private final Together parts;
  private final Map<Door, Consumer<RoutesConfig>> routes = new EnumMap<>(Door.class);
  private final ServeSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final OpenedRegistry opened;
  private final WorkflowRuntime runtime;
  private final Figures figures;
  private final Tracing tracing;
  private final Optional<Secret> firstAdminKey;
  private final FrontDoors doors;

  /** Everything is open, in this order, or nothing is; closed in the opposite one. */
  private SluiceProcess(ServeSettings settings) {
    this.settings = settings;
    try {
      opened = ending.closes(OpenedRegistry.open(settings, clock));
      runtime =
          ending.closes(WorkflowRuntime.start(clock, GatewaySettings.DEFAULT.runsPerEnvironment()));
      figures = ending.closes(new Figures(runtime));
      tracing = tracing();
      parts = ending.closes(new Together());
      Optional<WorkerStart> worker = worker();
      if (settings.plays(Role.WEBHOOK)) {
        routes.put(Door.HOOKS, hooks()::register);
      }
      Watching watching = watching(worker);
      Consumer<RoutesConfig> health =
          settings.plays(Role.GATEWAY) ? gateway(watching) : vitals(watching);
      doors = ending.closes(FrontDoors.open(settings.listening(), routes, health));
      worker.ifPresent(it -> opened.whenOpen(it::begin));
      // Last: a key that was made and not shown would be lost.
      firstAdminKey =
          settings.plays(Role.GATEWAY) && opened.isOpen() ? issueFirstAdminKey() : Optional.empty();
    } catch (RuntimeException | Error e) {
      ending.close();
      throw e;
    }
  }

  /**
   * Starts a process that serves.
   *
   * @throws CommandFailure if it can't, saying why and what to do
   */
  public static SluiceProcess start(ServeSettings settings) {
    return new SluiceProcess(settings);
  }

  private Tracing tracing() {
    if (!new TraceVariables(System.getenv()).areOn()) {
      return Tracing.OFF;
    }
    OtlpTracing otlp = ending.closes(OtlpTracing.start());
    figures.count("sluice.spans.sent", "Spans that the collector took", otlp::sent);
    figures.count(
        "sluice.spans.dropped",
        "Spans that the collector never got: it was away, or too many waited",
        otlp::dropped);
    return otlp;
  }

  private HookRoutes hooks() {
    HookRoutes hooks = new HookRoutes(opened.registry(), clock);
    hooks.onAnswer(new HookMeters(figures)::answered);
    figures.count(
        "sluice.hooks.refused",
        "Deliveries that weren't signed with an environment's webhook secret",
        hooks::refused);
    return hooks;
  }

  /** What else is to be known of this process than its gateway tells. */
  private Watching watching(Optional<WorkerStart> worker) {
    DataDisk disk = DataDisk.of(settings);
    figures.gauge(
        "sluice.data.disk.free.bytes", "What the data folder's disk has free", disk::free);
    figures.gauge("sluice.data.disk.size.bytes", "How large the data folder's disk is", disk::size);
    return new Watching(
        figures,
        tracing,
        worker.map(WorkerStart::check).stream().toList(),
        () ->
            Stream.concat(worker.stream().flatMap(it -> it.notes().stream()), disk.notes().stream())
                .toList());
  }

  private Consumer<RoutesConfig> gateway(Watching watching) {
    GatewaySettings usual =
        GatewaySettings.DEFAULT
            .withAuditKept(settings.administration().auditKept())
            .withLocalRepositories(settings.sources().localRepositories())
            .withStandby(opened.standby())
            .withIdentity(new Identity(settings.administration().name(), Sluice.VERSION));
    GatewaySettings chosen = settings.adminKey().map(usual::withAdminKey).orElse(usual);
    Gateway gateway =
        parts.closes(Gateway.start(opened.registry(), runtime, chosen, watching, clock));
    routes.put(Door.RUNS, gateway::registerRuns);
    routes.put(Door.ADMIN, gateway::registerAdmin);
    return gateway::registerHealth;
  }

  private Consumer<RoutesConfig> vitals(Watching watching) {
    return parts.closes(Vitals.start(opened.registry(), settings.adminKey(), watching, clock))
        ::register;
  }

  private Optional<WorkerStart> worker() {
    return settings.plays(Role.SYNC_WORKER)
        ? Optional.of(
            WorkerStart.of(
                parts.closes(
                    WorkerParts.worker(
                        settings,
                        opened.registry().as(Actor.SYNC_WORKER),
                        runtime,
                        clock,
                        watch()))))
        : Optional.empty();
  }

  private SyncWatch watch() {
    SyncMeters meters = new SyncMeters(figures);
    return new SyncWatch(
        (environment, outcome, took) -> meters.attempted(environment.value(), outcome, took),
        tracing);
  }

  private Optional<Secret> issueFirstAdminKey() {
    return FirstAdminKey.issueIfNone(opened.registry().keys(), settings.adminKey());
  }

  /** The admin key made at the very first start; empty at every other. */
  public Optional<Secret> firstAdminKey() {
    return firstAdminKey;
  }

  /** Where administrators call it. */
  public URI uri() {
    return doors.uri();
  }

  /** What a person wants to know when it has started. */
  public String greeting() {
    String how =
        runtime.optimized()
            ? "JavaScript is compiled (JIT on)"
            : "JavaScript is interpreted (JIT off): runs take longer";
    String there =
        opened.isOpen() ? "" : " The registry isn't there: what was kept of it is served.";
    return "Sluice serves on "
        + doors.words()
        + ", "
        + settings.storage()
        + ". "
        + how
        + "."
        + there;
  }

  @Override
  public void close() {
    ending.close();
  }
}

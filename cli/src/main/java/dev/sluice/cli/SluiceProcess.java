package dev.sluice.cli;

import dev.sluice.cli.ServeSettings.Role;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewaySettings;
import dev.sluice.gateway.fleet.Identity;
import dev.sluice.gateway.health.HealthRoutes;
import dev.sluice.gateway.health.ReadinessCheck;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Actor;
import dev.sluice.runtime.WorkflowRuntime;
import dev.sluice.syncworker.SyncWorker;
import dev.sluice.webhook.HookRoutes;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One serving process: the registry, the runtime, and whichever of webhook, sync worker and gateway
 * it plays, wired together. Closing it stops taking requests, finishes runs and closes everything.
 */
public final class SluiceProcess implements AutoCloseable {
  private final Ending ending = new Ending();
  private final Map<Door, Consumer<RoutesConfig>> routes = new EnumMap<>(Door.class);
  private final ServeSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final OpenedRegistry opened;
  private final WorkflowRuntime runtime;
  private final AtomicBoolean working = new AtomicBoolean();
  private final Optional<Secret> firstAdminKey;
  private final FrontDoors doors;

  /** Everything is open, in this order, or nothing is; closed in the opposite one. */
  private SluiceProcess(ServeSettings settings) {
    this.settings = settings;
    try {
      opened = ending.closes(OpenedRegistry.open(settings, clock));
      runtime =
          ending.closes(WorkflowRuntime.start(clock, GatewaySettings.DEFAULT.runsPerEnvironment()));
      Optional<SyncWorker> worker = worker();
      HookRoutes hooks = new HookRoutes(opened.registry(), clock);
      if (settings.plays(Role.WEBHOOK)) {
        routes.put(Door.HOOKS, hooks::register);
      }
      Consumer<RoutesConfig> health =
          settings.plays(Role.GATEWAY)
              ? health(gateway(worker), hooks)
              : HealthRoutes::registerBare;
      doors = ending.closes(FrontDoors.open(settings.listening(), routes, health));
      worker.ifPresent(it -> opened.whenOpen(() -> begin(it)));
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

  private Gateway gateway(Optional<SyncWorker> worker) {
    GatewaySettings usual =
        GatewaySettings.DEFAULT
            .withAuditKept(settings.administration().auditKept())
            .withLocalRepositories(settings.sources().localRepositories())
            .withStandby(opened.standby())
            .withIdentity(new Identity(settings.administration().name(), Sluice.VERSION));
    GatewaySettings chosen = settings.adminKey().map(usual::withAdminKey).orElse(usual);
    List<ReadinessCheck> checks = worker.map(this::check).stream().toList();
    return ending.closes(Gateway.start(opened.registry(), runtime, chosen, checks, clock));
  }

  private Consumer<RoutesConfig> health(Gateway gateway, HookRoutes hooks) {
    if (settings.plays(Role.WEBHOOK)) {
      gateway.shows("sluice.hooks.refused", hooks::refused);
    }
    routes.put(Door.RUNS, gateway::registerRuns);
    routes.put(Door.ADMIN, gateway::registerAdmin);
    return gateway::registerHealth;
  }

  private void begin(SyncWorker worker) {
    worker.start();
    working.set(true);
  }

  /** A worker whose registry isn't there yet is no reason to send runs elsewhere. */
  private ReadinessCheck check(SyncWorker worker) {
    return () ->
        worker.isAlive() || !(working.get() || opened.isOpen())
            ? Optional.empty()
            : Optional.of("the sync worker has stopped: replace this process");
  }

  private Optional<SyncWorker> worker() {
    return settings.plays(Role.SYNC_WORKER)
        ? Optional.of(
            ending.closes(
                WorkerParts.worker(
                    settings, opened.registry().as(Actor.SYNC_WORKER), runtime, clock)))
        : Optional.empty();
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

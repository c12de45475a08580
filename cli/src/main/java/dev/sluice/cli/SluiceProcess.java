package dev.sluice.cli;

import dev.sluice.cli.ServeSettings.Role;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewaySettings;
import dev.sluice.gateway.HttpServer;
import dev.sluice.gateway.ServerSettings;
import dev.sluice.gateway.health.HealthRoutes;
import dev.sluice.gateway.health.ReadinessCheck;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Actor;
import dev.sluice.runtime.WorkflowRuntime;
import dev.sluice.syncworker.SyncWorker;
import dev.sluice.webhook.HookRoutes;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One serving process: the registry, the runtime, and whichever of webhook, sync worker and gateway
 * it plays, wired together. Closing it stops taking requests, finishes runs and closes everything.
 */
public final class SluiceProcess implements AutoCloseable {
  private final Ending ending = new Ending();
  private final List<Consumer<RoutesConfig>> routes = new ArrayList<>();
  private final ServeSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final Registry registry;
  private final WorkflowRuntime runtime;
  private final Optional<Secret> firstAdminKey;
  private final Javalin server;

  /** Everything is open, in this order, or nothing is; closed in the opposite one. */
  private SluiceProcess(ServeSettings settings) {
    this.settings = settings;
    try {
      registry = ending.closes(DataFolder.open(settings.data(), clock));
      runtime =
          ending.closes(WorkflowRuntime.start(clock, GatewaySettings.DEFAULT.runsPerEnvironment()));
      Optional<SyncWorker> worker = worker();
      if (settings.plays(Role.WEBHOOK)) {
        routes.add(
            new HookRoutes(registry.environments(), registry.as(Actor.GIT_PUSH).syncs())::register);
      }
      routes.add(
          settings.plays(Role.GATEWAY) ? gateway(worker)::register : HealthRoutes::registerBare);
      server = ending.closes(listen(), Javalin::stop);
      worker.ifPresent(SyncWorker::start);
      // Last: a key that was made and not shown would be lost.
      firstAdminKey = settings.plays(Role.GATEWAY) ? issueFirstAdminKey() : Optional.empty();
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
            .withLocalRepositories(settings.allowLocalRepositories());
    GatewaySettings chosen = settings.adminKey().map(usual::withAdminKey).orElse(usual);
    List<ReadinessCheck> checks = worker.map(SluiceProcess::check).stream().toList();
    return ending.closes(Gateway.start(registry, runtime, chosen, checks, clock));
  }

  private static ReadinessCheck check(SyncWorker worker) {
    return () ->
        worker.isAlive()
            ? Optional.empty()
            : Optional.of("the sync worker has stopped: replace this process");
  }

  private Optional<SyncWorker> worker() {
    return settings.plays(Role.SYNC_WORKER)
        ? Optional.of(
            ending.closes(
                WorkerParts.worker(settings, registry.as(Actor.SYNC_WORKER), runtime, clock)))
        : Optional.empty();
  }

  private Optional<Secret> issueFirstAdminKey() {
    return FirstAdminKey.issueIfNone(registry.keys(), settings.adminKey());
  }

  private Javalin listen() {
    ServeSettings.Address address = settings.address();
    ServerSettings listening =
        ServerSettings.of(address.host(), address.port(), GatewaySettings.DEFAULT.runsAtOnce());
    try {
      return HttpServer.create(listening, routes).start();
    } catch (JavalinBindException e) {
      throw new CommandFailure(
          1,
          "can't listen on "
              + address.host()
              + ":"
              + address.port()
              + ": "
              + e.getMessage()
              + ". Choose another with --port and --host");
    }
  }

  /** The admin key made at the very first start; empty at every other. */
  public Optional<Secret> firstAdminKey() {
    return firstAdminKey;
  }

  /** Where it listens. */
  public URI uri() {
    String host = settings.address().host();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
  }

  /** What a person wants to know when it has started. */
  public String greeting() {
    String how =
        runtime.optimized()
            ? "JavaScript is compiled (JIT on)"
            : "JavaScript is interpreted (JIT off): runs take longer";
    return "Sluice serves on "
        + uri()
        + ", data in "
        + settings.data().toAbsolutePath()
        + ". "
        + how
        + ".";
  }

  @Override
  public void close() {
    ending.close();
  }
}

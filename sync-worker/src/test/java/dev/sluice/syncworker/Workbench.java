package dev.sluice.syncworker;

import dev.sluice.fixtures.TestClock;
import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.Retention;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.TypeChecking;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.trust.Signer;
import dev.sluice.registry.trust.SignerKey;
import dev.sluice.registry.trust.Trust;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.runtime.WorkflowRuntime;
import dev.sluice.syncworker.bundle.BundlerSettings;
import dev.sluice.syncworker.check.Inspector;
import dev.sluice.syncworker.dependencies.PackageRegistry;
import dev.sluice.syncworker.limit.Limits;
import dev.sluice.syncworker.node.NodeCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A worker with all its real parts, stepped by hand, and one repository to push to. */
public final class Workbench implements AutoCloseable {
  public static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  public static final String FOLDER = "kindeSrc/environment/workflows/";

  private static final Path NODE_FOLDER = Path.of("target/node");

  /** One for all tests: its first realm takes a second. */
  private static final WorkflowRuntime RUNTIME = WorkflowRuntime.start(Clock.systemUTC());

  private final Path data;
  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final WorkflowRepository repository;
  private Registry registry;
  private SyncWorker worker;

  public Workbench(Path folder) throws IOException {
    data = folder.resolve("data");
    repository = WorkflowRepository.create(folder.resolve("remote.git"));
    repository.write("kinde.json", "{\"version\": \"2024-12-09\", \"rootDir\": \"kindeSrc\"}");
    registry = open();
    worker = newWorker();
    connect(repository.url(), true);
  }

  private Registry open() {
    return SqliteRegistry.open(data, MasterKey.parse("A".repeat(43), "a test"), clock);
  }

  private SyncWorker newWorker() {
    return new SyncWorker(registry, RUNTIME::inspect, settings(), clock);
  }

  /**
   * One more worker, with mirrors of its own, that sees another registry or loads bundles
   * differently.
   */
  public SyncWorker worker(Registry seen, Inspector inspector) {
    return new SyncWorker(seen, inspector, apart(workshop()), clock);
  }

  /**
   * One more worker, with mirrors of its own, whose bundler is ended when a commit takes it longer
   * than that.
   */
  public SyncWorker workerBundlingWithin(Duration timeout) {
    BundlerSettings hurried = bundlerSettings().within(timeout);
    WorkshopSettings workshop = workshop();
    return new SyncWorker(
        registry,
        RUNTIME::inspect,
        apart(new WorkshopSettings(hurried, workshop.dependencies(), workshop.types())),
        clock);
  }

  /** One more worker, with mirrors of its own, whose syncs are watched. */
  public SyncWorker worker(SyncWatch watch) {
    return new SyncWorker(registry, RUNTIME::inspect, apart(workshop()), clock, watch);
  }

  /** One more worker, with mirrors of its own, that builds in another way. */
  public SyncWorker worker(WorkshopSettings workshop) {
    return new SyncWorker(registry, RUNTIME::inspect, apart(workshop), clock);
  }

  /** One more worker, with mirrors below that folder, that is held to those limits. */
  public SyncWorker workerWithin(Limits limits, Path folder) {
    SyncWorkerSettings settings = SyncWorkerSettings.of(folder, true, workshop());
    return new SyncWorker(registry, RUNTIME::inspect, settings.within(limits), clock);
  }

  /** All that workers keep on disk. */
  public Path data() {
    return data;
  }

  private SyncWorkerSettings apart(WorkshopSettings workshop) {
    return SyncWorkerSettings.of(data.resolve("apart"), true, workshop);
  }

  public static Inspector inspector() {
    return RUNTIME::inspect;
  }

  public SyncWorkerSettings settings() {
    return SyncWorkerSettings.of(data, true, workshop());
  }

  /** With packages from the registry that this machine's npm uses. */
  public WorkshopSettings workshop() {
    return workshop(NpmRegistry.configured());
  }

  /** With packages from that registry. */
  public WorkshopSettings workshop(URI npm) {
    return WorkshopSettings.of(
        bundlerSettings().node(),
        NODE_FOLDER,
        packages(),
        PackageRegistry.at(npm),
        System.getenv());
  }

  /** Where packages are installed. */
  public Path packages() {
    return data.resolve("packages");
  }

  public static BundlerSettings bundlerSettings() {
    return BundlerSettings.of(NodeCommand.find(System.getenv("PATH")), NODE_FOLDER);
  }

  /** Points the environment at a repository. */
  public void connect(String url, boolean goLiveOnSync) {
    registry
        .environments()
        .put(
            PRODUCTION,
            new EnvironmentSettings(
                new RepositoryAddress(url, "main"),
                goLiveOnSync,
                RunSettings.DEFAULT,
                oversight(TypeChecking.OFF),
                Trust.NONE),
            Map.of());
  }

  private static Oversight oversight(TypeChecking typeCheck) {
    return new Oversight(
        Recording.DEFAULT, Retention.DEFAULT, Optional.empty(), Optional.empty(), typeCheck);
  }

  /** Has types checked, which isn't so at first: the compiler's process takes its time to start. */
  public void checkTypes(TypeChecking typeCheck) {
    EnvironmentSettings now = registry.environments().find(PRODUCTION).orElseThrow().settings();
    EnvironmentSettings checking =
        new EnvironmentSettings(
            now.repository(), now.goLiveOnSync(), now.runs(), oversight(typeCheck), now.trust());
    registry.environments().put(PRODUCTION, checking, Map.of());
  }

  /** Has the environment take only what is signed with one of these; with none, anything. */
  public void trust(Map<String, String> keys) {
    List<Signer> signers =
        keys.entrySet().stream()
            .map(it -> new Signer(it.getKey(), SignerKey.read(it.getValue(), clock.instant())))
            .toList();
    EnvironmentSettings now = registry.environments().find(PRODUCTION).orElseThrow().settings();
    EnvironmentSettings trusting =
        new EnvironmentSettings(
            now.repository(), now.goLiveOnSync(), now.runs(), now.oversight(), new Trust(signers));
    registry.environments().put(PRODUCTION, trusting, Map.of());
  }

  /** Closes the worker and the registry and opens both again, as a new process does. */
  public void restart() {
    worker.close();
    registry.close();
    registry = open();
    worker = newWorker();
  }

  public WorkflowRepository repository() {
    return repository;
  }

  public Registry registry() {
    return registry;
  }

  public SyncWorker worker() {
    return worker;
  }

  /** Has the worker take the sync that is due and do nothing about it, as if it had died. */
  public Sync claim() {
    Instant now = clock.instant();
    return registry
        .syncs()
        .claim(worker.identity(), now, now.plus(Claiming.USUAL_LEASE))
        .orElseThrow();
  }

  /** Asks for a sync and makes one attempt at it. */
  public Sync sync() {
    Sync asked = registry.syncs().request(PRODUCTION, "asked for by a test");
    worker.step();
    return reread(asked);
  }

  /** The same for a push. */
  public Sync pushed() {
    Sync accepted =
        registry.syncs().accept(new Push(PRODUCTION, UUID.randomUUID().toString(), "main"));
    worker.step();
    return reread(accepted);
  }

  public Sync reread(Sync sync) {
    return registry.syncs().find(PRODUCTION, sync.id()).orElseThrow();
  }

  /** The sync's log, a line each. */
  public String log(Sync sync) {
    return registry.syncs().log(sync.id()).stream()
        .map(SyncLogLine::text)
        .collect(Collectors.joining("\n"));
  }

  public Path mirror() {
    return data.resolve("mirrors").resolve(PRODUCTION.value());
  }

  public TestClock clock() {
    return clock;
  }

  @Override
  public void close() {
    worker.close();
    registry.close();
    repository.close();
  }
}

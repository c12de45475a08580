package dev.sluice.gateway;

import dev.sluice.gateway.health.Figures;
import dev.sluice.gateway.health.Watching;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.ConnectionTest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.runtime.WorkflowRuntime;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real gateway on a real server over a real registry, and the words tests use for it. The runtime
 * is everyone's, as it takes a second to start; a realm serves one environment, so each test may
 * use the same names only in its own registry.
 */
final class TestGateway implements AutoCloseable {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  static final WorkflowRuntime RUNTIME = WorkflowRuntime.start(Clock.systemUTC());
  static final String ADMIN = "the-administrator's-key,-long-enough";
  static final EnvironmentName DEMO = new EnvironmentName("demo");
  static final MasterKey MASTER =
      MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]), "the test");
  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicReference<Documented> DOCUMENTED = new AtomicReference<>();

  final Registry registry;
  final Figures figures = new Figures(RUNTIME);
  final Gateway gateway;
  volatile boolean workerAway;
  private final Clock clock;
  private final Javalin server;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  TestGateway(Path data) {
    this(open(data), GatewaySettings.DEFAULT);
  }

  TestGateway(Registry registry, GatewaySettings settings) {
    this(registry, settings, Clock.systemUTC());
  }

  /** One whose time is the test's. */
  TestGateway(Path data, Clock clock) {
    this(SqliteRegistry.open(data, MASTER, clock), GatewaySettings.DEFAULT, clock);
  }

  TestGateway(Registry registry, GatewaySettings settings, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    registry.signals().onConnectionTestAsked(this::testConnection);
    GatewaySettings withAdmin = settings.withAdminKey(new Secret(ADMIN));
    gateway = Gateway.start(registry, RUNTIME, withAdmin, Watching.of(figures), clock);
    ServerSettings listening = ServerSettings.of("127.0.0.1", 0, settings.runsAtOnce());
    server = HttpServer.create(listening, List.of(gateway::register)).start();
    port = server.port();
  }

  /** Does what a sync worker does when it is told, and finds all well. */
  private void testConnection() {
    if (workerAway) {
      return;
    }
    Instant now = clock.instant();
    Supplier<Optional<ConnectionTest>> next =
        () -> registry.connectionTests().claim(now, now.plusSeconds(60));
    List<ConnectionTest.Step> well = List.of(new ConnectionTest.Step("host", true, "It answers"));
    Stream.generate(next)
        .takeWhile(Optional::isPresent)
        .forEach(it -> registry.connectionTests().end(it.orElseThrow().id(), well));
  }

  static Registry open(Path data) {
    return SqliteRegistry.open(data, MASTER, Clock.systemUTC());
  }

  int port() {
    return port;
  }

  /** Every route there is, such as {@code GET /healthz}; HEAD goes with each GET. */
  List<String> routes() {
    return server.unsafe.internalRouter.allHttpHandlers().stream()
        .filter(it -> !it.endpoint.method.equals(HandlerType.HEAD))
        .map(it -> it.endpoint.method.name() + " " + it.endpoint.path)
        .toList();
  }

  /** Makes an environment, as an administrator does. */
  void environment(String name) {
    environment(name, "{\"repository\":{\"url\":\"https://example.com/auth.git\"}}");
  }

  void environment(String name, String body) {
    HttpResponse<String> answer = put("/v1/environments/" + name, body);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  /** Builds a new commit that waits to be made live, as another process's sync worker does. */
  List<Deployment> built(TestWorkflow... workflows) {
    Build[] builds = Stream.of(workflows).map(TestWorkflow::build).toArray(Build[]::new);
    if (outcome(DEMO, builds) instanceof DeployOutcome.Built(List<Deployment> deployments)) {
      return deployments;
    }
    throw new AssertionError("it went live");
  }

  private DeployOutcome outcome(EnvironmentName name, Build... builds) {
    registry.syncs().request(name, "the test");
    Sync sync =
        registry
            .syncs()
            .claim(WORKER, Clock.systemUTC().instant(), Clock.systemUTC().instant().plusSeconds(60))
            .orElseThrow();
    String commit = (UUID.randomUUID() + "-" + UUID.randomUUID()).replace("-", "").substring(0, 40);
    SyncedCommit synced = new SyncedCommit(new CommitId(commit), "[]");
    return registry.releases().deploy(new BuiltCommit(sync.claim(), synced, List.of(builds)));
  }

  /** Brings a new commit live behind the gateway's back, as another process's sync worker does. */
  Sync deploy(EnvironmentName name, Build... builds) {
    registry.syncs().request(name, "the test");
    Sync sync =
        registry
            .syncs()
            .claim(WORKER, Clock.systemUTC().instant(), Clock.systemUTC().instant().plusSeconds(60))
            .orElseThrow();
    String commit = (UUID.randomUUID() + "-" + UUID.randomUUID()).replace("-", "").substring(0, 40);
    SyncedCommit synced = new SyncedCommit(new CommitId(commit), "[]");
    DeployOutcome outcome =
        registry.releases().deploy(new BuiltCommit(sync.claim(), synced, List.of(builds)));
    if (!(outcome instanceof DeployOutcome.Released)) {
      throw new AssertionError(outcome);
    }
    return sync;
  }

  /** The same, and waits as every reader may: until the sync reads as released. */
  int live(Build... builds) {
    Sync sync = deploy(DEMO, builds);
    HttpResponse<String> answer = get("/v1/environments/demo/syncs/" + sync.id());
    if (answer.statusCode() != 200 || !answer.body().contains("\"released\"")) {
      throw new AssertionError(answer.body());
    }
    return registry.releases().live(DEMO).orElseThrow().number();
  }

  String key(Role role, Optional<EnvironmentName> environment) {
    return registry.keys().issue(role, environment).value().reveal();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .header("Authorization", "Bearer " + ADMIN);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> put(String path, String body) {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  HttpResponse<String> run(String trigger) {
    return post(runs(trigger), "{\"event\":{}}");
  }

  static String runs(String trigger) {
    return "/v1/environments/demo/triggers/" + trigger + "/runs";
  }

  /** Sends it; whatever comes back must be as the document tells. */
  HttpResponse<String> send(HttpRequest.Builder request) {
    HttpResponse<String> answer = sendUnheld(request);
    documented().check(Documented.Seen.of(answer));
    return answer;
  }

  /** What is told of every route; the same in all tests. */
  Documented documented() {
    Documented known = DOCUMENTED.get();
    if (known == null) {
      known = new Documented(sendUnheld(request("/v1/openapi.json").GET()).body());
      DOCUMENTED.set(known);
    }
    return known;
  }

  /** Sends one of which nothing is told. */
  HttpResponse<String> sendUnheld(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  /** Stops taking requests, and waits for those under way. */
  void stop() {
    server.stop();
  }

  @Override
  public void close() {
    client.close();
    stop();
    gateway.close();
    figures.close();
    registry.close();
  }
}

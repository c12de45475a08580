package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.load.Target;
import dev.sluice.fixtures.Events;
import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.fixtures.SignedPush;
import dev.sluice.fixtures.WorkflowRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A team that uses a server: its repository, the environment that follows it, and the key its auth
 * service has. Closing it closes the repository.
 */
public final class Team implements AutoCloseable {
  private static final String SECRET = "a webhook's secret, long enough";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int USUALLY_RECORDED = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final SluiceServer server;
  private final String environment;
  private final WorkflowRepository repository;
  private final String invokeKey;

  private Team(
      SluiceServer server, String environment, WorkflowRepository repository, String invokeKey) {
    this.server = server;
    this.environment = environment;
    this.repository = repository;
    this.invokeKey = invokeKey;
  }

  /**
   * Makes an environment.
   *
   * @param egress where workflows may connect to
   */
  public static Team connect(
      SluiceServer server, String environment, Path folder, List<String> egress) {
    return connect(server, environment, folder, egress, USUALLY_RECORDED);
  }

  /**
   * Makes an environment.
   *
   * @param completedPerSecond how many of the runs that simply complete are remembered
   */
  public static Team connect(
      SluiceServer server,
      String environment,
      Path folder,
      List<String> egress,
      int completedPerSecond) {
    try {
      WorkflowRepository repository =
          WorkflowRepository.create(folder.resolve(environment + ".git"));
      ObjectNode settings = JSON.createObjectNode();
      settings.putObject("repository").put("url", repository.url()).put("branch", "main");
      settings.put("webhookSecret", SECRET).put("goLiveOnSync", true);
      settings.putObject("egress").set("allow", JSON.valueToTree(egress));
      settings.putObject("recording").put("completedPerSecond", completedPerSecond);
      server.admin().put("/v1/environments/" + environment, settings);
      ObjectNode key = JSON.createObjectNode().put("role", "invoke");
      JsonNode issued = server.admin().post("/v1/keys", key.put("environment", environment));
      return new Team(server, environment, repository, issued.path("key").asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pushes that one workflow and waits until it is live; gives the release's number. */
  public int release(String source) {
    return release(Map.of(SampleWorkflows.FILE, source));
  }

  /** The same with several, by file; what was pushed before and isn't among them stays. */
  public int release(Map<String, String> sources) {
    repository.write("kinde.json", SampleWorkflows.KINDE_JSON);
    sources.forEach(repository::write);
    try {
      SignedPush push = SignedPush.ofBranch("main", repository.push("Change"), SECRET);
      JsonNode accepted =
          server.admin().send(push.request(server.uri().resolve("/hooks/" + environment)));
      awaitReleased(path("/syncs/" + accepted.path("sync").asString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return server.admin().get(path("/releases?limit=1")).at("/items/0/number").asInt();
  }

  /** Makes an earlier release live again; the next one's number. */
  public int rolledBack(int release) {
    return server
        .admin()
        .post(path("/releases/" + release + "/rollback"), JSON.createObjectNode())
        .path("number")
        .asInt();
  }

  /** A release as the API shows it. */
  public JsonNode shown(int release) {
    return server.admin().get(path("/releases/" + release));
  }

  private void awaitReleased(String sync) {
    Polling.until(
        "the push was brought in",
        PATIENCE,
        () -> {
          String status = server.admin().get(sync).path("status").asString();
          if (status.equals("rejected") || status.equals("failed")) {
            throw new IllegalStateException(
                "the push was " + status + ": " + server.admin().get(sync));
          }
          return status.equals("released");
        });
  }

  /** A call that makes an earlier release live again, as the next one. */
  public Target rollback(int release) {
    return Target.post(
        server.uri().resolve(path("/releases/" + release + "/rollback")),
        Map.of("Authorization", "Bearer " + server.admin().key()),
        "");
  }

  /** One login, as the team's auth service asks for it. */
  public Target login() {
    return login(server);
  }

  /** The same of another server over the same registry. */
  public Target login(SluiceServer asked) {
    return login(asked, Map.of());
  }

  /** The same with more headers. */
  public Target login(Map<String, String> more) {
    return login(server, more);
  }

  private Target login(SluiceServer asked, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Authorization", "Bearer " + invokeKey);
    return Target.post(
        asked.uri().resolve(path("/triggers/user:tokens_generation/runs")),
        headers,
        Events.call("user:tokens_generation"));
  }

  private String path(String below) {
    return "/v1/environments/" + environment + below;
  }

  @Override
  public void close() {
    repository.close();
  }
}

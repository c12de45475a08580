package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.fixtures.SignedPush;
import dev.sluice.fixtures.WorkflowRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A team that uses a server: its repository, and the environment that follows it. Closing it closes
 * the repository.
 */
final class Team implements AutoCloseable {
  static final String EVENT =
      """
      {"event": {"request": {"ip": "203.0.113.7"}, "context": {"user": {"id": "kp_1"}}},
       "tokens": {"accessToken": {"permissions": ["read"]}}}
      """;
  static final String SECRET = "a webhook's secret, long enough";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Server server;
  private final String environment;
  private final WorkflowRepository repository;

  private Team(Server server, String environment, WorkflowRepository repository) {
    this.server = server;
    this.environment = environment;
    this.repository = repository;
  }

  /** Makes an empty repository in {@code folder} and connects it as that environment. */
  static Team connect(Server server, String environment, Path folder) throws IOException {
    WorkflowRepository repository = WorkflowRepository.create(folder.resolve(environment + ".git"));
    Team team = new Team(server, environment, repository);
    team.configure(repository.url());
    return team;
  }

  /** Lets the environment follow {@code url}, and workflows reach only {@code egress}. */
  void configure(String url, String... egress) {
    ObjectNode settings = JSON.createObjectNode();
    // Only what a test tells of is to be synced.
    settings.putObject("repository").put("url", url).put("branch", "main").put("pollSeconds", 0);
    settings.put("webhookSecret", SECRET).put("goLiveOnSync", true);
    var allow = settings.putObject("egress").putArray("allow");
    for (String target : egress) {
      allow.add(target);
    }
    server.admin().put(path(""), settings.toString()).expect(200);
  }

  WorkflowRepository repository() {
    return repository;
  }

  /** A path below the environment's. */
  String path(String below) {
    return "/v1/environments/" + environment + below;
  }

  URI hook() {
    return hookOf(server);
  }

  /** Where the Git host delivers to, if that is another process. */
  URI hookOf(Server webhook) {
    return webhook.uri().resolve("/hooks/" + environment);
  }

  /** What the Git host delivers once the branch is at that commit. */
  static SignedPush push(String commit) {
    return SignedPush.ofBranch("main", commit, SECRET);
  }

  String runs(String trigger) {
    return path("/triggers/" + trigger + "/runs");
  }

  /** Commits, sends the webhook, and waits until the commit is live; gives the commit's id. */
  String release(String message) throws IOException {
    String commit = repository.push(message);
    JsonNode sync = awaitEnd(accepted(commit));
    assertThat(sync.path("status").asString()).as(sync.toString()).isEqualTo("released");
    return commit;
  }

  /** Sends the webhook for a commit, which must be accepted; gives the sync's id. */
  String accepted(String commit) {
    return accepted(push(commit));
  }

  String accepted(SignedPush push) {
    return deliver(push).expect(202).json().path("sync").asString();
  }

  Answer deliver(SignedPush push) {
    return server.anonymous().send(push.request(hook()));
  }

  /** The sync as it stands. */
  JsonNode sync(String id) {
    return server.admin().get(path("/syncs/" + id)).expect(200).json();
  }

  /** The sync once it has ended. */
  JsonNode awaitEnd(String sync) {
    return await("the end of " + sync)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> sync(sync), Team::hasEnded);
  }

  private static boolean hasEnded(JsonNode sync) {
    String status = sync.path("status").asString();
    return !status.equals("queued") && !status.equals("running");
  }

  /** What the run API answers for a login. */
  JsonNode run(String trigger) {
    return server.admin().post(runs(trigger), EVENT).expect(200).json();
  }

  /** The releases, newest first. */
  JsonNode releases() {
    return server.admin().get(path("/releases?limit=100")).expect(200).json().path("items");
  }

  @Override
  public void close() {
    repository.close();
  }
}

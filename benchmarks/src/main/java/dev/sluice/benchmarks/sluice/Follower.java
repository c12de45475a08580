package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.load.Probe;
import dev.sluice.benchmarks.load.Target;
import dev.sluice.fixtures.Events;
import dev.sluice.fixtures.SignedPush;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An environment that follows a repository, and the login that shows what is live in it. */
public final class Follower implements AutoCloseable {
  private static final String SECRET = "a webhook's secret, long enough";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
  private static final JsonMapper JSON = new JsonMapper();

  private final SluiceServer server;
  private final String environment;
  private final Probe login;

  private Follower(SluiceServer server, String environment, Probe login) {
    this.server = server;
    this.environment = environment;
    this.login = login;
  }

  /** Makes the environment. */
  public static Follower connect(
      SluiceServer server, String environment, BareRepository repository) {
    ObjectNode settings = JSON.createObjectNode();
    settings.putObject("repository").put("url", repository.url()).put("branch", "main");
    settings.put("webhookSecret", SECRET).put("goLiveOnSync", true);
    server.admin().put("/v1/environments/" + environment, settings);
    ObjectNode key = JSON.createObjectNode().put("role", "invoke");
    JsonNode issued = server.admin().post("/v1/keys", key.put("environment", environment));
    return new Follower(
        server,
        environment,
        Probe.open(
            Target.post(
                server
                    .uri()
                    .resolve(
                        "/v1/environments/"
                            + environment
                            + "/triggers/user:tokens_generation/runs"),
                Map.of("Authorization", "Bearer " + issued.path("key").asString()),
                Events.call("user:tokens_generation"))));
  }

  /**
   * Tells the server of a push.
   *
   * @param shown what a login's answer holds once that commit is live
   * @return from the hook's answer to the end of the first such login
   */
  public Duration pushed(String commit, String shown) {
    SignedPush push = SignedPush.ofBranch("main", commit, SECRET);
    JsonNode accepted =
        server.admin().send(push.request(server.uri().resolve("/hooks/" + environment)));
    long began = System.nanoTime();
    while (!login.ask().body().contains(shown)) {
      requireNoFailure(accepted, began);
      Polling.pause(BETWEEN_LOOKS);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void requireNoFailure(JsonNode accepted, long began) {
    if (System.nanoTime() - began > PATIENCE.toNanos()) {
      String sync =
          "/v1/environments/" + environment + "/syncs/" + accepted.path("sync").asString();
      throw new IllegalStateException("the push isn't live: " + server.admin().get(sync));
    }
  }

  /** What its last sync told, a line each. */
  public String log() {
    String syncs = "/v1/environments/" + environment + "/syncs";
    String sync = server.admin().get(syncs + "?limit=1").at("/items/0/id").asString();
    StringBuilder text = new StringBuilder();
    for (JsonNode line : server.admin().get(syncs + "/" + sync).path("log")) {
      text.append(line.path("text").asString()).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    login.close();
  }
}

package dev.sluice.cli.demo;

import dev.sluice.cli.ProblemText;
import dev.sluice.cli.client.Reply;
import dev.sluice.cli.client.ServerClient;
import dev.sluice.cli.client.SyncFollower;
import dev.sluice.registry.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The demo's story, told against a running server over its own API. */
final class Demo {
  static final String RUN_PATH = "/v1/environments/demo/triggers/user:tokens_generation/runs";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ENVIRONMENT = "/v1/environments/demo";
  private static final String M2M_PATH = ENVIRONMENT + "/triggers/m2m:token_generation/runs";
  private static final String FOLDER = "kindeSrc/environment/workflows/";
  private static final String FIRST = FOLDER + "tokens/Workflow.ts";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI server;
  private final Secret key;
  private final Path folder;
  private final StandInApi api;
  private final Narrator narrator;
  private final Secret webhookSecret = dev.sluice.cli.AdminKey.random();

  Demo(URI server, Secret key, Path folder, StandInApi api, Narrator narrator) {
    this.server = server;
    this.key = key;
    this.folder = folder;
    this.api = api;
    this.narrator = narrator;
  }

  /**
   * Tells it from beginning to end.
   *
   * @throws DemoFailedException if something doesn't come out as it should
   */
  void tell() throws Exception {
    try (ServerClient client = new ServerClient(server, key);
        DemoRepository repository = narrator.step("Make a Git repository", this::repository)) {
      narrator.say(repository.url());
      narrator.step("Connect it as environment demo", () -> connect(client, repository));

      push("Push two workflows, wait until they are live", "released", repository, client);
      run("Tokens are generated for a user", RUN_PATH, "/accessToken", "companyName", client);
      run("... and for a machine (asks the billing API)", M2M_PATH, "/m2mToken", "plan", client);

      repository.write(FIRST, "stripClaims.ts");
      push("Push another: strip claims, keep tokens small", "released", repository, client);
      run("Tokens are generated for a user", RUN_PATH, "/accessToken", "feature_flags", client);

      repository.write(FIRST, "idTokenClaims.ts");
      push("Push a third: change claims of the ID token", "released", repository, client);
      run("Tokens are generated for a user", RUN_PATH, "/idToken", "house", client);

      repository.write(FIRST, "broken.ts");
      push("Push a broken one", "rejected", repository, client);
      run("The release before it still answers", RUN_PATH, "/idToken", "house", client);
    }
  }

  private DemoRepository repository() throws IOException {
    DemoRepository repository = DemoRepository.make(folder);
    repository.write("kinde.json", "kinde.json");
    repository.write(FIRST, "addClaim.ts");
    repository.write(FOLDER + "plan/Workflow.ts", "planClaim.ts");
    return repository;
  }

  private Reply connect(ServerClient client, DemoRepository repository) throws Exception {
    ObjectNode settings = JSON.createObjectNode();
    settings.putObject("repository").put("url", repository.url()).put("branch", "main");
    settings.put("webhookSecret", webhookSecret.reveal()).put("goLiveOnSync", true);
    settings.putObject("egress").putArray("allow").add(api.authority());
    expectOk(client.put(ENVIRONMENT, settings.toString()));
    ObjectNode variable = JSON.createObjectNode();
    variable.put("value", "http://" + api.authority()).put("secret", false);
    return expectOk(client.put(ENVIRONMENT + "/variables/BILLING_URL", variable.toString()));
  }

  /** Pushes, sends the webhook as GitHub would, and waits for the sync to end that way. */
  private void push(String what, String ending, DemoRepository repository, ServerClient client)
      throws Exception {
    JsonNode sync = narrator.step(what, () -> pushed(repository, client));
    sync.path("problems").forEach(problem -> narrator.say(ProblemText.of(problem)));
    String status = sync.path("status").asString();
    if (!status.equals(ending)) {
      throw new DemoFailedException("the sync ended " + status + ", not " + ending + ": " + sync);
    }
  }

  private JsonNode pushed(DemoRepository repository, ServerClient client) throws Exception {
    String commit = repository.push("Change what happens at login");
    URI hook = client.uri("/hooks/demo");
    Reply accepted = expectOk(client.send(new GitHubPush(commit, webhookSecret).to(hook)));
    String sync = accepted.json().path("sync").asString();
    return new SyncFollower(client, line -> {}).follow("demo", sync, PATIENCE);
  }

  /** Calls the trigger as an auth service would, and shows the claims it got. */
  private void run(String what, String path, String token, String claim, ServerClient client)
      throws Exception {
    String event =
        """
        {"event": {"request": {"ip": "203.0.113.7"}, "context": {"user": {"id": "kp_1"}}},
         "tokens": {"accessToken": {"permissions": ["read"], "feature_flags": {"beta": true}},
                    "idToken": {"name": "Ada"}}}
        """;
    JsonNode answer = narrator.step(what, () -> expectOk(client.post(path, event))).json();
    JsonNode claims = answer.at("/effects" + token + "/claims");
    narrator.say(token.substring(1) + " claims: " + claims);
    if (!claims.has(claim)) {
      throw new DemoFailedException("the claim " + claim + " is missing from " + answer);
    }
  }

  private static Reply expectOk(Reply reply) throws DemoFailedException {
    if (!reply.ok()) {
      throw new DemoFailedException(reply.problem());
    }
    return reply;
  }
}

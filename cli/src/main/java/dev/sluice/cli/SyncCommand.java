package dev.sluice.cli;

import dev.sluice.cli.client.Reply;
import dev.sluice.cli.client.ServerClient;
import dev.sluice.cli.client.SyncFollower;
import dev.sluice.registry.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Asks a server to sync an environment, and waits: for a CI job. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    description = {
      "Asks a server to bring the branch's newest commit into an environment, and waits for the"
          + " end.",
      "The API key (role deploy or admin) is read from SLUICE_API_KEY."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it is live, built, or was there already",
      "1:the commit was rejected, or the sync failed, or a newer push took its place",
      "2:the command couldn't be understood",
      "3:the server couldn't be asked"
    })
final class SyncCommand implements Callable<Integer> {
  private static final int NOT_ASKED = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ENV", description = "the environment, e.g. production")
  private String environment = "";

  @Option(
      names = "--server",
      defaultValue = "${env:SLUICE_URL:-http://127.0.0.1:8080}",
      description = "where the server is (default: ${DEFAULT-VALUE}; also by SLUICE_URL)")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--timeout",
      defaultValue = "5m",
      converter = PatienceConverter.class,
      description = "how long to wait, as 30s or 5m (default: ${DEFAULT-VALUE})")
  private Duration timeout = Duration.ofMinutes(5);

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (ServerClient client = new ServerClient(server, key())) {
      Reply asked = client.post("/v1/environments/" + environment + "/syncs", "");
      if (!asked.ok()) {
        throw new CommandFailure(NOT_ASKED, asked.problem());
      }
      return report(follow(client, asked.json().path("id").asString(), out), out);
    } catch (IOException e) {
      throw new CommandFailure(NOT_ASKED, String.valueOf(e.getMessage()));
    }
  }

  /** To the end; where a newer sync takes its place, to the end of that one. */
  private JsonNode follow(ServerClient client, String id, PrintWriter out)
      throws IOException, InterruptedException {
    SyncFollower follower = new SyncFollower(client, out::println);
    JsonNode ended = follower.follow(environment, id, timeout);
    while (ended.path("status").asString().equals("superseded")) {
      out.println("a newer sync took its place");
      Reply newest = client.get("/v1/environments/" + environment + "/syncs?limit=1");
      String successor = newest.json().at("/items/0/id").asString();
      ended = follower.follow(environment, successor, timeout);
    }
    return ended;
  }

  private static int report(JsonNode sync, PrintWriter out) {
    String status = sync.path("status").asString();
    sync.path("problems").forEach(problem -> out.println(ProblemText.of(problem)));
    out.println((status + " " + sync.path("commit").asString("")).strip());
    out.flush();
    if (!sync.path("served").asBoolean(true)) {
      out.println("... but the server that answered can't serve it; its log says why");
      out.flush();
      return 1;
    }
    return status.equals("rejected") || status.equals("failed") ? 1 : 0;
  }

  private static Secret key() {
    @Nullable String key = System.getenv("SLUICE_API_KEY");
    if (key == null || key.isBlank()) {
      throw new CommandFailure(
          NOT_ASKED,
          "set SLUICE_API_KEY to a key with the role deploy; an admin makes one with POST"
              + " /v1/keys");
    }
    return new Secret(key.strip());
  }
}

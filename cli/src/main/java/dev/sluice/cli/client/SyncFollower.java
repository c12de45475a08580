package dev.sluice.cli.client;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Watches one sync until it has ended, and hands on its log lines as they come. */
public final class SyncFollower {
  private static final Duration GLANCE = Duration.ofMillis(10);

  private final ServerClient server;
  private final Consumer<String> lines;

  public SyncFollower(ServerClient server, Consumer<String> lines) {
    this.server = server;
    this.lines = lines;
  }

  /**
   * Waits for the end.
   *
   * @return the ended sync, as the API shows it
   * @throws IOException if the server doesn't tell, or the sync hasn't ended within {@code
   *     patience}
   */
  public JsonNode follow(String environment, String sync, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    int shown = 0;
    while (System.nanoTime() < deadline) {
      Reply reply = server.get("/v1/environments/" + environment + "/syncs/" + sync);
      if (!reply.ok()) {
        throw new IOException(reply.problem());
      }
      JsonNode state = reply.json();
      JsonNode log = state.path("log");
      for (; shown < log.size(); shown++) {
        lines.accept(line(log.get(shown)));
      }
      if (hasEnded(state.path("status").asString())) {
        return state;
      }
      Thread.sleep(GLANCE);
    }
    throw new IOException(
        "the sync " + sync + " hasn't ended within " + patience.toSeconds() + " s");
  }

  private static boolean hasEnded(String status) {
    return !status.equals("queued") && !status.equals("running");
  }

  private static String line(JsonNode line) {
    String level = line.path("level").asString();
    return (level.equals("info") ? "" : level + ": ") + line.path("text").asString();
  }
}

package dev.sluice.cli.client;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Watches one sync until it has ended, and hands on its log lines as they come, but for those that
 * repeat the problems it ended with.
 */
public final class SyncFollower {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** The pause between two looks, as a part of the time waited so far. */
  private static final int PART = 20;

  /** How much of a message is compared. */
  private static final int COMPARED = 500;

  /** A server that can't say now may say later. */
  private static final int BUSY = 503;

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
    long began = System.nanoTime();
    int shown = 0;
    while (System.nanoTime() - began < patience.toNanos()) {
      Reply reply = server.get("/v1/environments/" + environment + "/syncs/" + sync);
      if (!reply.ok() && reply.status() != BUSY) {
        throw new IOException(reply.problem());
      }
      shown = handOn(reply.json(), shown);
      if (reply.ok() && hasEnded(reply.json().path("status").asString())) {
        return reply.json();
      }
      pause(Duration.ofNanos(System.nanoTime() - began));
    }
    throw new IOException(
        "the sync " + sync + " hasn't ended within " + patience.toSeconds() + " s");
  }

  /** Hands on the lines from that one; how many there were to then. */
  private int handOn(JsonNode sync, int from) {
    JsonNode log = sync.path("log");
    int next = from;
    for (; next < log.size() && !mayBeRepeated(sync, log.get(next)); next++) {
      if (!repeats(sync, log.get(next))) {
        lines.accept(line(log.get(next)));
      }
    }
    return next;
  }

  /** While it runs, errors are what it is about to be rejected for; its end says them better. */
  private static boolean mayBeRepeated(JsonNode sync, JsonNode line) {
    return sync.path("status").asString().equals("running") && isError(line);
  }

  private static boolean repeats(JsonNode sync, JsonNode line) {
    String text = line.path("text").asString();
    return isError(line)
        && sync.path("problems")
            .valueStream()
            .map(problem -> problem.path("message").asString())
            .anyMatch(message -> text.contains(start(message)));
  }

  /** The log's lines are cut. */
  private static String start(String message) {
    return message.substring(0, Math.min(message.length(), COMPARED));
  }

  private static boolean isError(JsonNode line) {
    return line.path("level").asString().equals("error");
  }

  private static void pause(Duration waited) throws InterruptedException {
    Duration pause = waited.dividedBy(PART);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    Thread.sleep(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
  }

  private static boolean hasEnded(String status) {
    return !status.equals("queued") && !status.equals("running");
  }

  private static String line(JsonNode line) {
    String level = line.path("level").asString();
    return (level.equals("info") ? "" : level + ": ") + Plain.line(line.path("text").asString());
  }
}

package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.benchmarks.load.Answer;
import dev.sluice.benchmarks.load.BadAnswerException;
import dev.sluice.benchmarks.load.Errand;
import dev.sluice.benchmarks.load.Watcher;
import java.util.List;

/**
 * Swaps the live release again and again, between two workflows, through the administration's API;
 * and sees that no login sent after a swap was acknowledged is answered by what was live before. Of
 * the load's thread.
 */
final class Swapper implements Runnable, Watcher {
  private static final byte[] NUMBER = "\"number\":".getBytes(UTF_8);
  private static final byte[] RELEASE = "\"release\":".getBytes(UTF_8);
  private static final byte[] COMPLETED = "\"status\":\"completed\"".getBytes(UTF_8);

  private final List<Errand> rollbacks;
  private final long intervalNanos;
  private final int most;
  private int acknowledged;
  private int done;
  private long nextAt = System.nanoTime();

  /**
   * A swapper that hasn't begun.
   *
   * @param rollbacks in turn
   * @param perSecond how many swaps to make, if the server is as fast
   */
  Swapper(List<Errand> rollbacks, int perSecond, int most) {
    this.rollbacks = List.copyOf(rollbacks);
    this.intervalNanos = 1_000_000_000L / perSecond;
    this.most = most;
  }

  /** Sees whether a swap was acknowledged, and whether it is time for the next. */
  @Override
  public void run() {
    if (isDone()) {
      return;
    }
    Errand errand = rollbacks.get(done % rollbacks.size());
    if (!errand.isUnderWay() && System.nanoTime() - nextAt >= 0) {
      errand.send();
      nextAt += intervalNanos;
    }
    if (errand.isUnderWay()) {
      errand.poll(this::acknowledge);
    }
  }

  private void acknowledge(Answer answer) {
    answer.requireOk();
    acknowledged = answer.numberAfter(NUMBER);
    done++;
  }

  @Override
  public int mark() {
    return acknowledged;
  }

  @Override
  public void answered(Answer answer, int mark) {
    answer.requireOk();
    if (!answer.has(COMPLETED) || answer.numberAfter(RELEASE) < mark) {
      throw new BadAnswerException(
          "release " + mark + " was live when this run was asked for:\n" + answer.body());
    }
  }

  boolean isDone() {
    return done == most;
  }

  int done() {
    return done;
  }
}

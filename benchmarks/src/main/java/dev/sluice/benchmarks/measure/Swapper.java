package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.benchmarks.load.Answer;
import dev.sluice.benchmarks.load.BadAnswerException;
import dev.sluice.benchmarks.load.Errand;
import dev.sluice.benchmarks.load.Watcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Swaps the live release again and again, through the administration's API, to one of several in
 * turn; and sees that no login sent after a swap was acknowledged is answered by what was live
 * before, neither by its number nor by what its workflow says. Of the load's thread.
 */
final class Swapper implements Runnable, Watcher {
  private static final byte[] NUMBER = "\"number\":".getBytes(UTF_8);
  private static final byte[] RELEASE = "\"release\":".getBytes(UTF_8);
  private static final byte[] COMPLETED = "\"status\":\"completed\"".getBytes(UTF_8);

  private final List<PastRelease> releases;
  private final List<byte[]> says;
  private final long intervalNanos;
  private final int most;
  private @Nullable Errand underWay;
  private int firstNumber;
  private int acknowledged;
  private int done;
  private long nextAt = System.nanoTime();

  /**
   * A swapper that hasn't begun.
   *
   * @param releases in turn
   * @param perSecond how many swaps to make, if the server is as fast
   */
  Swapper(List<PastRelease> releases, int perSecond, int most) {
    this.releases = List.copyOf(releases);
    this.says = releases.stream().map(PastRelease::says).toList();
    this.intervalNanos = 1_000_000_000L / perSecond;
    this.most = most;
  }

  /** Sees whether a swap was acknowledged, and whether it is time for the next. */
  @Override
  public void run() {
    Errand errand = underWay;
    if (errand == null) {
      sendIfDue();
    } else {
      errand.poll(this::acknowledge);
      if (!errand.isUnderWay()) {
        errand.close();
        underWay = null;
      }
    }
  }

  private void sendIfDue() {
    if (!isDone() && System.nanoTime() - nextAt >= 0) {
      Errand errand = new Errand(releases.get(done % releases.size()).rollback());
      errand.send();
      underWay = errand;
      nextAt += intervalNanos;
    }
  }

  private void acknowledge(Answer answer) {
    answer.requireOk();
    acknowledged = answer.numberAfter(NUMBER);
    firstNumber = done == 0 ? acknowledged : firstNumber;
    done++;
  }

  @Override
  public int mark() {
    return acknowledged;
  }

  @Override
  public void answered(Answer answer, int mark) {
    answer.requireOk();
    int release = answer.numberAfter(RELEASE);
    if (!answer.has(COMPLETED) || release < mark || !isBy(release, answer)) {
      throw new BadAnswerException(
          "release " + mark + " was live when this run was asked for:\n" + answer.body());
    }
  }

  /**
   * Whether what ran is what that release brought back; unknown until the first is acknowledged.
   */
  private boolean isBy(int release, Answer answer) {
    return done == 0
        || release < firstNumber
        || answer.has(says.get((release - firstNumber) % says.size()));
  }

  boolean isDone() {
    return done == most;
  }

  int done() {
    return done;
  }
}

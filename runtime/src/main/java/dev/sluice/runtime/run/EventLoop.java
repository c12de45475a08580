package dev.sluice.runtime.run;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one run waits for: answers from outside, and timers. Answers may come from any thread; all
 * else belongs to the run's thread. It goes with the run, so that late answers reach nobody.
 */
final class EventLoop {
  /** What the run is told next. */
  sealed interface News {
    /**
     * An answer from outside.
     *
     * @param summary what the run's log says of it
     */
    record Answer(String id, String text, String summary) implements News {}

    /** A timer is due. */
    record Due(String id) implements News {}

    /** Nothing can come any more. */
    record Silence() implements News {}

    /** The run's time is over. */
    record DeadlinePassed() implements News {}
  }

  private record Timer(String id, long dueNanos, int order) {}

  private static final int MOST_TIMERS = 100_000;

  private final BlockingQueue<News.Answer> answers = new LinkedBlockingQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.<Timer>comparingLong(timer -> timer.dueNanos).thenComparingInt(Timer::order));
  private final long deadlineNanos;
  private int expected;
  private int timersSet;

  EventLoop(long deadlineNanos) {
    this.deadlineNanos = deadlineNanos;
  }

  /** When the run's time is over, on {@link System#nanoTime}'s clock. */
  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Says that one more answer will come, by {@link #deliver}. */
  void expect() {
    expected++;
  }

  /** Brings an expected answer. Thread-safe. */
  void deliver(News.Answer answer) {
    answers.add(answer);
  }

  /**
   * @throws IllegalStateException if far too many were set
   */
  void setTimer(String id, long delayNanos) {
    if (timersSet >= MOST_TIMERS) {
      throw new IllegalStateException("more than " + MOST_TIMERS + " timers");
    }
    timers.add(new Timer(id, System.nanoTime() + delayNanos, timersSet++));
  }

  boolean expectsAnswers() {
    return expected > 0;
  }

  /** Waits for what comes next. Timers count only while {@code timersCount}. */
  News next(boolean timersCount) {
    @Nullable Timer timer = timersCount ? timers.peek() : null;
    if (expected == 0 && timer == null) {
      return new News.Silence();
    }
    long until = timer == null ? deadlineNanos : Math.min(timer.dueNanos, deadlineNanos);
    News.@Nullable Answer answer = poll(until - System.nanoTime());
    if (answer != null) {
      expected--;
      return answer;
    }
    if (timer != null && timer.dueNanos < deadlineNanos && timer.dueNanos <= System.nanoTime()) {
      timers.remove();
      return new News.Due(timer.id);
    }
    return new News.DeadlinePassed();
  }

  private News.@Nullable Answer poll(long nanos) {
    try {
      return answers.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // The watchdog's stop, at the deadline: there's nothing to wait for any more.
      return null;
    }
  }
}

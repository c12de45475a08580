package dev.sluice.runtime.run;

import java.util.Comparator;
import java.util.Optional;
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
     * @param code how the run fails by it, if it does
     * @param summary what the run's log says of it
     */
    record Answer(String id, String text, Optional<String> code, String summary) implements News {}

    /** A timer is due. */
    record Due(String id) implements News {}

    /** Nothing can come any more. */
    record Silence() implements News {}

    /** The run's time is over, or it was stopped. */
    record DeadlinePassed() implements News {}
  }

  private record Timer(String id, long dueNanos, int order) {}

  private final BlockingQueue<News.Answer> answers = new LinkedBlockingQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.<Timer>comparingLong(timer -> timer.dueNanos).thenComparingInt(Timer::order));
  private final Lane.Place place;
  private int expected;
  private int timersSet;
  private boolean interrupted;

  /** When the present turn began: timers set in one turn are due in the order of their delays. */
  private long turnNanos = System.nanoTime();

  /**
   * @param place left while the run waits
   */
  EventLoop(Lane.Place place) {
    this.place = place;
  }

  /** When the run's time is over, on {@link System#nanoTime}'s clock. */
  long deadlineNanos() {
    return place.deadlineNanos();
  }

  /** Says that one more answer will come, by {@link #deliver}. */
  void expect() {
    expected++;
  }

  /** Brings an expected answer. Thread-safe. */
  void deliver(News.Answer answer) {
    answers.add(answer);
  }

  /** The realm sees to it that there aren't too many. */
  void setTimer(String id, long delayNanos) {
    timers.add(new Timer(id, turnNanos + delayNanos, timersSet++));
  }

  boolean expectsAnswers() {
    return expected > 0;
  }

  /** Waits for what comes next, and begins a turn. Timers count only while {@code timersCount}. */
  News next(boolean timersCount) {
    News news = await(timersCount);
    turnNanos = System.nanoTime();
    return news;
  }

  private News await(boolean timersCount) {
    @Nullable Timer timer = timersCount ? timers.peek() : null;
    if (expected == 0 && timer == null) {
      return new News.Silence();
    }
    long deadline = place.deadlineNanos();
    News.@Nullable Answer answer =
        poll(timer == null ? deadline : Math.min(timer.dueNanos, deadline));
    if (answer != null) {
      expected--;
      return answer;
    }
    long now = System.nanoTime();
    if (interrupted || timer == null || timer.dueNanos > now || deadline <= now) {
      return new News.DeadlinePassed();
    }
    timers.remove();
    return new News.Due(timer.id);
  }

  /** Steps aside for other runs while this one waits for something else than news. */
  void stepAside() {
    place.leave();
  }

  /** Whether there was room to step back before the deadline. */
  boolean stepBack() {
    return place.enter();
  }

  private News.@Nullable Answer poll(long untilNanos) {
    News.@Nullable Answer early = answers.poll();
    long nanos = untilNanos - System.nanoTime();
    if (early != null || nanos <= 0) {
      return early;
    }
    place.leave();
    try {
      News.@Nullable Answer answer = answers.poll(nanos, TimeUnit.NANOSECONDS);
      return place.enter() ? answer : null;
    } catch (InterruptedException e) {
      // The watchdog's stop: there's nothing to wait for any more.
      interrupted = true;
      return null;
    }
  }
}

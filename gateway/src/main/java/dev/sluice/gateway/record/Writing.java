package dev.sluice.gateway.record;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.run.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes runs, in batches. It outlives whatever is wrong with a run: that one is
 * lost and counted.
 */
final class Writing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);
  private static final int BATCH = 500;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Waiting waiting;
  private final Runs runs;
  private final Losses losses;
  private final RecordMeters meters;
  private final Thread thread = new Thread(this::loop, "run-records");
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Held while runs move on: from the queue into the batch, and from there into the registry. */
  private final ReentrantLock moving = new ReentrantLock();

  /** Taken from the queue and not yet written. */
  private final List<NewRun> batch = new ArrayList<>();

  private final ProcessorShare share;

  Writing(Waiting waiting, Runs runs, Losses losses, RecordMeters meters, ProcessorShare share) {
    this.waiting = waiting;
    this.runs = runs;
    this.losses = losses;
    this.meters = meters;
    this.share = share;
  }

  void start() {
    thread.start();
  }

  private void loop() {
    try {
      while (!isClosing() || waiting.count() > 0) {
        waiting.await(PAUSE);
        turn();
      }
    } catch (InterruptedException e) {
      LOG.debug("Stopped writing runs", e);
    } finally {
      loseTheRest();
    }
  }

  /** Whatever still waits when the thread ends won't be written. */
  private void loseTheRest() {
    lose();
    waiting.take(Integer.MAX_VALUE).forEach(this::lose);
    losses.tell();
  }

  /** The batch won't be written. */
  private void lose() {
    moving(() -> {
      batch.forEach(this::lose);
      batch.clear();
      return true;
    });
  }

  private void lose(Ended run) {
    losses.add(run.occasion().environment(), run.logLines());
  }

  private void lose(NewRun run) {
    losses.add(run.record().environment(), run.record().trace().log().size());
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void turn() throws InterruptedException {
    try {
      moving(this::takeBatch);
      write();
      losses.tell();
      rest();
    } catch (RuntimeException | Error e) {
      LOG.error("Writing runs down failed; going on with those that come", e);
    }
  }

  /**
   * Logins come first: what can't be written in its share of time waits, and is lost in the end.
   */
  private void rest() throws InterruptedException {
    Duration rest = share.rest();
    if (!rest.isZero()) {
      var _ = closing.await(rest.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private <T> T moving(Supplier<T> step) {
    moving.lock();
    try {
      return step.get();
    } finally {
      moving.unlock();
    }
  }

  /** One by one, so that one that can't be written takes no other with it. */
  private int takeBatch() {
    batch.clear();
    for (Ended run : waiting.take(BATCH)) {
      try {
        batch.add(RunRecords.of(run));
      } catch (RuntimeException | Error e) {
        lose(run);
        LOG.atError()
            .addKeyValue("environment", run.occasion().environment())
            .addKeyValue("runId", run.id())
            .setCause(e)
            .log("Run {} can't be written down and is dropped", run.id());
      }
    }
    return batch.size();
  }

  /** Tries until it worked; meanwhile runs wait, and are lost once too many do. */
  private void write() throws InterruptedException {
    if (moving(() -> append(true))) {
      return;
    }
    boolean last = false;
    while (!last) {
      last = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      if (moving(() -> append(false))) {
        return;
      }
      losses.tell();
    }
    lose();
  }

  /** Whether there's nothing left to do for the batch: it was written, or never can be. */
  private boolean append(boolean warn) {
    try {
      return batch.isEmpty() || appendAtOnce() || appendOneByOne();
    } catch (RegistryException e) {
      if (warn) {
        LOG.warn("Runs can't be written down now; it is tried again: {}", e.getMessage());
      }
      return false;
    } catch (RuntimeException | Error e) {
      LOG.error("{} runs can't be written down and are dropped", batch.size(), e);
      lose();
      return true;
    }
  }

  /** Whether each of them could be written. */
  private boolean appendAtOnce() {
    try {
      runs.append(List.copyOf(batch));
      meters.recorded(batch.size());
      batch.clear();
      return true;
    } catch (UnwritableException oneOfThem) {
      return false;
    }
  }

  private boolean appendOneByOne() {
    while (!batch.isEmpty()) {
      appendFirst();
      batch.removeFirst();
    }
    return true;
  }

  private void appendFirst() {
    NewRun run = batch.getFirst();
    try {
      runs.append(List.of(run));
      meters.recorded(1);
    } catch (UnwritableException e) {
      lose(run);
      LOG.atError()
          .addKeyValue("environment", run.record().environment())
          .addKeyValue("runId", run.record().id())
          .log("Run {} can't be kept and is dropped: {}", run.record().id(), e.getMessage());
    }
  }

  /**
   * Drops the user's runs that aren't written yet; on return, none of them will be.
   *
   * @return how many that was
   */
  int forget(EnvironmentName environment, UserId user) {
    return moving(() -> {
      int unwritten = batch.size();
      batch.removeIf(run ->
          run.record().environment().equals(environment)
              && run.user().filter(user::equals).isPresent());
      return unwritten
          - batch.size()
          + waiting.remove(environment, run -> run.isOf(environment, user));
    });
  }

  /** Writes what still waits, for as long as closing may take. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

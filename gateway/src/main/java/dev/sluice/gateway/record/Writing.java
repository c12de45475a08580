package dev.sluice.gateway.record;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.Runs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes runs, in batches, and forgets old ones. It outlives whatever is wrong with
 * a run: that one is dropped and counted.
 */
final class Writing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);
  private static final int BATCH = 500;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final BlockingQueue<Recorder.Ended> waiting;
  private final Runs runs;
  private final RecordSettings settings;
  private final Clock clock;
  private final RecordMeters meters;
  private final Thread thread = new Thread(this::loop, "run-records");
  private final CountDownLatch closing = new CountDownLatch(1);
  private Instant nextPrune;

  Writing(
      BlockingQueue<Recorder.Ended> waiting,
      Runs runs,
      RecordSettings settings,
      Clock clock,
      RecordMeters meters) {
    this.waiting = waiting;
    this.runs = runs;
    this.settings = settings;
    this.clock = clock;
    this.nextPrune = clock.instant();
    this.meters = meters;
  }

  void start() {
    thread.start();
  }

  private void loop() {
    try {
      while (!isClosing() || !waiting.isEmpty()) {
        turn(nextBatch());
      }
    } catch (InterruptedException e) {
      LOG.warn("Stopped with {} runs unwritten", waiting.size());
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** What waits now; if nothing does, what comes within the pause. */
  private List<Recorder.Ended> nextBatch() throws InterruptedException {
    List<Recorder.Ended> batch = new ArrayList<>();
    Recorder.Ended first = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      waiting.drainTo(batch, BATCH - 1);
    }
    return batch;
  }

  private void turn(List<Recorder.Ended> batch) throws InterruptedException {
    try {
      write(records(batch));
      prune();
    } catch (RuntimeException | Error e) {
      LOG.error("Writing runs down failed; going on with those that come", e);
    }
  }

  /** One by one, so that one that can't be written takes no other with it. */
  private List<RunRecord> records(List<Recorder.Ended> batch) {
    List<RunRecord> records = new ArrayList<>();
    for (Recorder.Ended run : batch) {
      try {
        records.add(RunRecords.of(run));
      } catch (RuntimeException | Error e) {
        meters.dropped(1);
        LOG.error("Run {} can't be written down and is dropped", run.id(), e);
      }
    }
    return records;
  }

  /** Tries until it worked; meanwhile runs wait, and are dropped once too many do. */
  private void write(List<RunRecord> records) throws InterruptedException {
    if (records.isEmpty() || append(records, true)) {
      return;
    }
    boolean last = false;
    while (!last) {
      last = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      if (append(records, false)) {
        return;
      }
    }
    LOG.warn("Closing with {} runs unwritten", records.size());
  }

  /** Whether there's nothing left to do for these: they were written, or never can be. */
  private boolean append(List<RunRecord> records, boolean warn) {
    try {
      runs.append(records);
      meters.recorded(records.size());
      return true;
    } catch (RegistryException e) {
      if (warn) {
        LOG.warn("Runs can't be written down now; it is tried again: {}", e.getMessage());
      }
      return false;
    } catch (RuntimeException | Error e) {
      meters.dropped(records.size());
      LOG.error("{} runs can't be written down and are dropped", records.size(), e);
      return true;
    }
  }

  private void prune() {
    Instant now = clock.instant();
    if (now.isBefore(nextPrune)) {
      return;
    }
    nextPrune = now.plus(PRUNE_EVERY);
    try {
      int forgotten = runs.prune(now.minus(settings.age()), settings.newest());
      LOG.debug("Forgot {} old runs", forgotten);
    } catch (RegistryException e) {
      LOG.warn("Old runs couldn't be forgotten: {}", e.getMessage());
    }
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

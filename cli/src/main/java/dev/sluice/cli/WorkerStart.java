package dev.sluice.cli;

import dev.sluice.gateway.health.ReadinessCheck;
import dev.sluice.gateway.health.Trouble;
import dev.sluice.registry.RegistryException;
import dev.sluice.syncworker.SyncWorker;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The sync worker of a process on its way to work: it can't begin before the registry is there, and
 * answers. Thread-safe. The worker isn't owned.
 */
final class WorkerStart {
  private final Runnable start;
  private final BooleanSupplier isAlive;
  private final Supplier<List<String>> notes;

  /** Whether its threads are to be there: from when it began, or failed for good. */
  private volatile boolean due;

  private volatile Optional<String> failed = Optional.empty();

  /**
   * Of a worker that hasn't begun.
   *
   * @param start may throw {@link RegistryException} having begun nothing
   */
  WorkerStart(Runnable start, BooleanSupplier isAlive, Supplier<List<String>> notes) {
    this.start = start;
    this.isAlive = isAlive;
    this.notes = notes;
  }

  static WorkerStart of(SyncWorker worker) {
    return new WorkerStart(worker::start, worker::isAlive, worker::notes);
  }

  /**
   * Begins.
   *
   * @throws RegistryException if the registry doesn't answer: nothing has begun, try again
   */
  void begin() {
    try {
      start.run();
      failed = Optional.empty();
      due = true;
    } catch (RegistryException e) {
      failed = Optional.of("No sync is taken yet, as the registry failed: " + e.getMessage());
      throw e;
    } catch (RuntimeException | Error e) {
      due = true;
      throw e;
    }
  }

  /** One whose registry isn't there yet is no reason to send runs elsewhere. */
  ReadinessCheck check() {
    return () ->
        isAlive.getAsBoolean() || !due
            ? Optional.empty()
            : Optional.of(
                Trouble.lasting("a thread of the sync worker has ended: replace this process"));
  }

  /** What keeps it from working, in words; empty if nothing does. */
  List<String> notes() {
    return Stream.concat(failed.stream(), notes.get().stream()).toList();
  }
}

package dev.sluice.registry.sql;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Forgets a user's runs. The audit log tells how many, and not whose. */
record RunErasure(RunPruning pruning, Trail trail) {
  /** A moment's work of any database. */
  private static final int COUNTED_AT_ONCE = 10_000;

  /**
   * Those of the user of that blind index; how many that was. The audit entry comes first: what a
   * crash leaves after it goes when it is asked for again. No run is read, as there may be millions
   * of them, and they are counted before, as nobody can write while the entry is written.
   *
   * @param unwritten how many were dropped already
   */
  int run(byte[] user, int unwritten) {
    int all = unwritten + count(user);
    if (all > 0) {
      pruning.database().writing(transaction -> tell(transaction, all));
    }
    int erased = pruning.forget(new Walk(pruning, user, RunPruning.AT_ONCE));
    if (Thread.currentThread().isInterrupted()) {
      throw new RegistryException("Erasing was broken off; what is left goes when asked again");
    }
    return erased;
  }

  private int count(byte[] user) {
    Walk walk = new Walk(pruning, user, COUNTED_AT_ONCE);
    int all = 0;
    int last;
    do {
      last = pruning.database().read(walk).size();
      all += last;
    } while (last == COUNTED_AT_ONCE && !Thread.currentThread().isInterrupted());
    return all;
  }

  private void tell(Handle transaction, int runs) {
    trail.add(
        transaction, Change.of("runs.erase", pruning.environment(), "a user").with("runs", runs));
  }

  /** From a user's newest run to the oldest, each time further: what is gone isn't passed again. */
  private static final class Walk implements Function<Handle, List<Long>> {
    private final RunIndex index;
    private final EnvironmentName environment;
    private final byte[] user;
    private final int atOnce;
    private long below = Long.MAX_VALUE;

    Walk(RunPruning pruning, byte[] user, int atOnce) {
      this.index = pruning.database().store().runIndex();
      this.environment = pruning.environment();
      this.user = user;
      this.atOnce = atOnce;
    }

    @Override
    public List<Long> apply(Handle moment) {
      RunQuery next =
          new RunQuery(
              environment,
              new RunQuery.Span(Long.MIN_VALUE, below, atOnce),
              List.of(RunSearch.ofUser(environment, user)),
              List.of());
      List<Long> numbers = index.ofUser(moment, next);
      below = numbers.isEmpty() ? below : numbers.getLast();
      return numbers;
    }
  }
}

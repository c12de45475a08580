package dev.sluice.registry.sql;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.audit.Change;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Forgets a user's runs. The audit log tells how many, and not whose. */
record RunErasure(RunPruning pruning, Trail trail) {

  /**
   * Those of the user of that blind index; how many that was. The audit entry comes first: what a
   * crash leaves after it goes when it is asked for again.
   *
   * @param unwritten how many were dropped already
   */
  int run(byte[] user, int unwritten) {
    pruning.database().writing(transaction -> tell(transaction, user, unwritten));
    int erased = pruning.forget(moment -> find(moment, user, RunPruning.AT_ONCE));
    if (Thread.currentThread().isInterrupted()) {
      throw new RegistryException("Erasing was broken off; what is left goes when asked again");
    }
    return erased;
  }

  private void tell(Handle transaction, byte[] user, int unwritten) {
    int all = unwritten + find(transaction, user, Integer.MAX_VALUE).size();
    if (all > 0) {
      trail.add(
          transaction, Change.of("runs.erase", pruning.environment(), "a user").with("runs", all));
    }
  }

  private List<Long> find(Handle moment, byte[] user, int atMost) {
    RunQuery query =
        new RunQuery(
            pruning.environment(),
            new RunQuery.Span(Long.MIN_VALUE, Long.MAX_VALUE, atMost),
            List.of(RunSearch.ofUser(pruning.environment(), user)),
            List.of());
    return pruning.database().store().runIndex().newest(moment, query).stream()
        .map(Placed::place)
        .toList();
  }
}

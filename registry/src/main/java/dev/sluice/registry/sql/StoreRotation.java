package dev.sluice.registry.sql;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.vault.MasterKeys;
import dev.sluice.registry.vault.Vault;
import java.time.Clock;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Seals all that a registry keeps sealed under the next master key, in one transaction: broken off,
 * nothing has changed. Done again, it seals what it finds under the one before. Processes that have
 * both keys go on; those that have the old one alone can't write any more. The key of blind indexes
 * stays: what it found, it finds.
 */
public final class StoreRotation {
  private final Store store;
  private final Vault both;
  private final Vault next;
  private final Clock clock;

  /**
   * A rotation that hasn't begun.
   *
   * @param keys both of them
   */
  public StoreRotation(Store store, MasterKeys keys, Clock clock) {
    this.store = store;
    this.clock = clock;
    both = new Vault(keys);
    next = new Vault(keys.next().orElseThrow());
  }

  /**
   * Rotates.
   *
   * @return how many values were sealed anew; empty if all were sealed under the next key already
   * @throws RegistryException if there's nothing yet, or a value doesn't open
   * @throws dev.sluice.registry.vault.MasterKeyException if it was made with neither key
   */
  public OptionalInt run() {
    return store.write(this::run);
  }

  private OptionalInt run(Handle transaction) {
    KeyCheck check = new KeyCheck(both);
    if (!check.isMarked(transaction)) {
      throw new RegistryException("There is no registry: nothing was ever sealed in it");
    }
    check.pass(transaction);
    KeyCheck sealed = new KeyCheck(next);
    boolean isMarked = sealed.opens(transaction);
    int values = SealedColumn.ALL.stream().mapToInt(it -> it.reseal(transaction, both, next)).sum();
    if (isMarked && values == 0) {
      return OptionalInt.empty();
    }
    transaction.execute("UPDATE registry SET index_key = ?", both.indexKeyFor(next));
    sealed.leaveMark(transaction);
    new Trail(Actor.PROCESS, clock).add(transaction, Change.of("master_key.rotate", "registry"));
    return OptionalInt.of(values);
  }
}

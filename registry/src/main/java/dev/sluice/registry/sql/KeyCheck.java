package dev.sluice.registry.sql;

import dev.sluice.registry.OutdatedKeyException;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.Vault;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tells whether a master key is the one a database is sealed under. Thread-safe. */
final class KeyCheck {
  private static final Binding BINDING = new Binding("key check", "", "");
  private static final Secret TEXT = new Secret("sluice");
  private static final byte[] NONE = {};

  private final Vault vault;
  private volatile byte[] seen = NONE;

  KeyCheck(Vault vault) {
    this.vault = vault;
  }

  /**
   * Leaves a mark on a new database, and refuses one with another key's mark.
   *
   * @throws MasterKeyException if it is another's
   */
  void pass(Handle transaction) {
    mark(transaction)
        .ifPresentOrElse(mark -> accept(transaction, mark), () -> leaveMark(transaction));
  }

  /**
   * Has the vault seal with the key that the database is sealed under. What is sealed later in the
   * same transaction is sealed under that one, as who rotates it waits for the turn to write.
   *
   * @throws OutdatedKeyException if it was rotated to a key that this process doesn't have
   */
  void require(Handle transaction) {
    mark(transaction)
        .filter(mark -> !Arrays.equals(mark, seen))
        .ifPresent(mark -> followRotation(transaction, mark));
  }

  private void followRotation(Handle transaction, byte[] mark) {
    try {
      accept(transaction, mark);
    } catch (MasterKeyException e) {
      throw new OutdatedKeyException(e);
    }
  }

  private static Optional<byte[]> mark(Handle transaction) {
    return transaction
        .createQuery("SELECT key_check FROM registry WHERE key_check IS NOT NULL")
        .mapTo(byte[].class)
        .findOne();
  }

  /** Whether it was rotated to a key that this process doesn't have. */
  boolean isOutdated(Handle moment) {
    return mark(moment)
        .filter(mark -> !Arrays.equals(mark, seen))
        .filter(mark -> !vault.opens(mark, BINDING))
        .isPresent();
  }

  /** Whether a database was made with a key, whichever. */
  boolean isMarked(Handle moment) {
    return mark(moment).isPresent();
  }

  /** Whether a key of the vault opens the mark. */
  boolean opens(Handle moment) {
    return vault.opens(mark(moment).orElse(NONE), BINDING);
  }

  private void accept(Handle transaction, byte[] mark) {
    try {
      vault.recognize(mark, BINDING);
    } catch (RegistryException e) {
      throw new MasterKeyException(
          "The master key isn't the one this database was made with, so its secrets can't be read."
              + " Put back the master.key that belongs to it, or set "
              + MasterKey.VARIABLE
              + " to the key it was made with, or the one it was rotated to (if it is set now, it"
              + " is wrong)",
          e);
    }
    vault.useIndexKey(
        transaction
            .createQuery("SELECT index_key FROM registry WHERE index_key IS NOT NULL")
            .mapTo(byte[].class)
            .findOne());
    seen = mark;
  }

  void leaveMark(Handle transaction) {
    byte[] mark = vault.seal(TEXT, BINDING);
    transaction.execute("UPDATE registry SET key_check = ?", mark);
    seen = mark;
  }
}

package dev.sluice.registry.sql;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.Vault;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tells whether a master key is the one a database was made with. */
record KeyCheck(Vault vault) {
  private static final Binding BINDING = new Binding("key check", "", "");
  private static final Secret TEXT = new Secret("sluice");

  /**
   * Leaves a mark on a new database, and refuses one with another key's mark.
   *
   * @throws MasterKeyException if it is another's
   */
  void pass(Handle transaction) {
    Optional<byte[]> mark =
        transaction
            .createQuery("SELECT key_check FROM registry WHERE key_check IS NOT NULL")
            .mapTo(byte[].class)
            .findOne();
    mark.ifPresentOrElse(this::open, () -> leaveMark(transaction));
  }

  /** Whether a database was made with a key, whichever. */
  boolean isMarked(Handle moment) {
    return moment
        .createQuery("SELECT EXISTS (SELECT 1 FROM registry WHERE key_check IS NOT NULL)")
        .mapTo(Boolean.class)
        .one();
  }

  private void open(byte[] mark) {
    try {
      vault.open(mark, BINDING);
    } catch (RegistryException e) {
      throw new MasterKeyException(
          "The master key isn't the one this database was made with, so its secrets can't be read."
              + " Put back the master.key that belongs to it, or set "
              + MasterKey.VARIABLE
              + " to the key it was made with (if it is set now, it is wrong)",
          e);
    }
  }

  private void leaveMark(Handle transaction) {
    transaction.execute("UPDATE registry SET key_check = ?", vault.seal(TEXT, BINDING));
  }
}

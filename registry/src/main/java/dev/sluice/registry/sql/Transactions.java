package dev.sluice.registry.sql;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A database's transactions: those that write, one at a time in all processes, and reads of one
 * moment. Thread-safe. Any may throw {@link dev.sluice.registry.RegistryException} while the
 * database is away, or once this is closed.
 */
public interface Transactions extends AutoCloseable {
  /** Runs {@code work} in a transaction, which is durable on return and undone on a throw. */
  <T> T write(Function<Handle, T> work);

  /** Runs {@code work} on the database as it is at one moment. */
  <T> T read(Function<Handle, T> work);

  @Override
  void close();
}

package dev.sluice.registry.sql;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A database that a registry lies in, its tables up to date: transactions that write, one at a time
 * in all processes, and reads of one moment. Thread-safe. Any method may throw {@link
 * dev.sluice.registry.RegistryException} while the database is away, or once this is closed.
 */
public interface Store extends AutoCloseable {
  /** Runs {@code work} in a transaction, which is durable on return and undone on a throw. */
  <T> T write(Function<Handle, T> work);

  /**
   * {@link #write} for what writes runs and nothing else: one at a time as well, though maybe
   * beside what {@link #write} does.
   */
  <T> T writeRuns(Function<Handle, T> work);

  /**
   * Runs {@code work} in a transaction that takes no turn where it need not, and may be lost if the
   * database's machine fails: for what a process says of itself alone, and says again.
   */
  <T> T writeLoosely(Function<Handle, T> work);

  /** Runs {@code work} on the database as it is at one moment. */
  <T> T read(Function<Handle, T> work);

  /** Has other processes told of that once the transaction is committed, if they can be told. */
  void announce(Handle transaction, List<News> news);

  /** Lets it number rows from behind those that were put in with their numbers. */
  void copied(Handle transaction);

  /** How runs are found in it. */
  RunIndex runIndex();

  @Override
  void close();
}

package dev.sluice.registry.sql;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A database, and what is looked at before anything is written to it. Thread-safe. */
record Database(Transactions transactions, Consumer<Handle> first) {

  /** The same database, whose every transaction that writes begins with that. */
  Database first(Consumer<Handle> check) {
    return new Database(transactions, first.andThen(check));
  }

  /** Runs {@code work} in a transaction, which is durable on return and undone on a throw. */
  <T> T write(Function<Handle, T> work) {
    return transactions.write(transaction -> {
      first.accept(transaction);
      return work.apply(transaction);
    });
  }

  /** {@link #write} for work that has nothing to tell. */
  void writing(Consumer<Handle> work) {
    write(transaction -> {
      work.accept(transaction);
      return true;
    });
  }

  /** Runs {@code work} on the database as it is at one moment. */
  <T> T read(Function<Handle, T> work) {
    return transactions.read(work);
  }
}

package dev.sluice.registry.sqlite;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** An open SQLite file: transactions that write, and reads of one moment. Thread-safe. */
final class Database implements AutoCloseable {
  private final Failures failures;
  private final Writer writer;
  private final Readers readers;
  private final Consumer<Handle> first;
  private final AtomicBoolean closed;

  private Database(
      Failures failures,
      Writer writer,
      Readers readers,
      Consumer<Handle> first,
      AtomicBoolean closed) {
    this.failures = failures;
    this.writer = writer;
    this.readers = readers;
    this.first = first;
    this.closed = closed;
  }

  static Database open(DatabaseFile file) {
    Jdbi jdbi = Jdbi.create(file.connections());
    // Else a failed statement's message would hold what was bound to it.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    Failures failures = new Failures(file.path());
    try {
      return new Database(
          failures, new Writer(jdbi.open()), new Readers(jdbi), _ -> {}, new AtomicBoolean());
    } catch (JdbiException e) {
      throw explained(failures, "opened", e);
    }
  }

  /** The same file, whose every transaction that writes begins with that. */
  Database first(Consumer<Handle> check) {
    return new Database(failures, writer, readers, first.andThen(check), closed);
  }

  /** Runs {@code work} in a transaction, which is durable on return and undone on a throw. */
  <T> T write(Function<Handle, T> work) {
    return guarded(
        "written",
        () ->
            writer.inTransaction(transaction -> {
              first.accept(transaction);
              return work.apply(transaction);
            }));
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
    return guarded("read", () -> readers.read(work));
  }

  private <T> T guarded(String action, Supplier<T> work) {
    if (closed.get()) {
      throw failures.closed();
    }
    try {
      return work.get();
    } catch (JdbiException e) {
      throw closed.get() ? failures.closed() : explained(failures, action, e);
    }
  }

  private static RuntimeException explained(Failures failures, String action, JdbiException e) {
    return e.getCause() instanceof SQLException sql ? failures.explain(action, sql) : e;
  }

  @Override
  public void close() {
    closed.set(true);
    readers.close();
    writer.close();
  }
}

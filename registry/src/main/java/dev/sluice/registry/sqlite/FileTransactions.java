package dev.sluice.registry.sqlite;

import dev.sluice.registry.sql.Transactions;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** The transactions of an open SQLite file. Thread-safe. */
final class FileTransactions implements Transactions {
  private final Failures failures;
  private final Writer writer;
  private final Readers readers;
  private volatile boolean closed;

  private FileTransactions(Failures failures, Writer writer, Readers readers) {
    this.failures = failures;
    this.writer = writer;
    this.readers = readers;
  }

  static FileTransactions open(DatabaseFile file) {
    Jdbi jdbi = Jdbi.create(file.connections());
    // Else a failed statement's message would hold what was bound to it.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    Failures failures = new Failures(file.path());
    try {
      return new FileTransactions(failures, new Writer(jdbi.open()), new Readers(jdbi));
    } catch (JdbiException e) {
      throw explained(failures, "opened", e);
    }
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    return guarded("written", () -> writer.inTransaction(work));
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    return guarded("read", () -> readers.read(work));
  }

  private <T> T guarded(String action, Supplier<T> work) {
    if (closed) {
      throw failures.closed();
    }
    try {
      return work.get();
    } catch (JdbiException e) {
      throw closed ? failures.closed() : explained(failures, action, e);
    }
  }

  private static RuntimeException explained(Failures failures, String action, JdbiException e) {
    return e.getCause() instanceof SQLException sql ? failures.explain(action, sql) : e;
  }

  @Override
  public void close() {
    closed = true;
    readers.close();
    writer.close();
  }
}

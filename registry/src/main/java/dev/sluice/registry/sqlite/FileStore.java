package dev.sluice.registry.sqlite;

import dev.sluice.registry.sql.News;
import dev.sluice.registry.sql.RunIndex;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.TextArguments;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** An open SQLite file. Thread-safe. */
final class FileStore implements Store {
  private final Failures failures;
  private final Writer writer;
  private final Readers readers;
  private volatile boolean closed;

  private FileStore(Failures failures, Writer writer, Readers readers) {
    this.failures = failures;
    this.writer = writer;
    this.readers = readers;
  }

  static FileStore open(DatabaseFile file) {
    Jdbi jdbi = Jdbi.create(file.connections());
    // Else a failed statement's message would hold what was bound to it.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.registerArgument(new TextArguments());
    Failures failures = new Failures(file.path());
    try {
      return new FileStore(
          failures, new Writer(jdbi.open(), DatabaseFile.PATIENCE, failures), new Readers(jdbi));
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

  @Override
  public <T> T writeRuns(Function<Handle, T> work) {
    return write(work);
  }

  @Override
  public <T> T writeLoosely(Function<Handle, T> work) {
    return write(work);
  }

  /** There's no way to tell other processes; they look by themselves. */
  @Override
  public void announce(Handle transaction, List<News> news) {}

  /** It does. */
  @Override
  public void copied(Handle transaction) {}

  @Override
  public RunIndex runIndex() {
    return new FullTextIndex();
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

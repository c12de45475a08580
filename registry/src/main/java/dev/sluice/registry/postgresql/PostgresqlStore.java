package dev.sluice.registry.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.registry.Signals;
import dev.sluice.registry.sql.News;
import dev.sluice.registry.sql.RunIndex;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.TextArguments;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database. Who writes holds a lock in it until the end of the transaction, so that
 * processes take turns, and what lies later was committed later. Thread-safe; owns its connections.
 */
final class PostgresqlStore implements Store {
  /** Any number: the same in every version. */
  private static final long WRITING = 0x51_0c1ce_01L;

  private static final long WRITING_RUNS = WRITING + 1;
  private static final int MOST_CONNECTIONS = 10;

  /** After the first of several didn't answer in time. */
  private static final Duration ANOTHER_HOST = Duration.ofSeconds(1);

  private final Connections connections;
  private final Failures failures;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Turn writing;
  private final Turn writingRuns;

  /** This store among those of all processes. */
  private final String name = UUID.randomUUID().toString();

  private volatile @Nullable Listener listener;

  PostgresqlStore(Connections connections) {
    this.connections = connections;
    failures = new Failures(connections.address());
    pool = pool(connections);
    jdbi = Jdbi.create(this::connection);
    // Else a failed statement's message would hold what was bound to it.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.registerArgument(new TextArguments());
    jdbi.registerArrayType(String.class, "text");
    writing = new Turn(connections.patience().statement(), failures);
    writingRuns = new Turn(connections.patience().statement(), failures);
  }

  private static HikariDataSource pool(Connections connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("registry");
    config.setDataSource(connections.source());
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(connections.patience().connect().plus(ANOTHER_HOST).toMillis());
    config.setValidationTimeout(connections.patience().connect().toMillis());
    // It is up to the first who needs one.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** An interrupt is kept for later, as {@link Turn} does; the pool would rather give up. */
  private Connection connection() throws SQLException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return pool.getConnection();
        } catch (SQLException e) {
          if (!(e.getCause() instanceof InterruptedException)) {
            throw e;
          }
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Tells of all that other stores announce from now on. */
  void listen(Signals signals) {
    Listener fresh = new Listener(connections, signals, name);
    fresh.start();
    listener = fresh;
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    return writing.take(() -> writing(WRITING, work));
  }

  @Override
  public <T> T writeRuns(Function<Handle, T> work) {
    return writingRuns.take(() -> writing(WRITING_RUNS, work));
  }

  @Override
  public <T> T writeLoosely(Function<Handle, T> work) {
    return guarded(
        "written",
        () -> inTransaction(handle -> handle.execute("SET LOCAL synchronous_commit = off"), work));
  }

  private <T> T writing(long lock, Function<Handle, T> work) {
    return guarded("written", () -> inTransaction(handle -> takeTurn(handle, lock), work));
  }

  private static void takeTurn(Handle handle, long lock) {
    handle.select("SELECT 1 FROM pg_advisory_xact_lock(?)", lock).mapTo(Integer.class).one();
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    return guarded("read", () -> inTransaction(PostgresqlStore::lookAtOneMoment, work));
  }

  private static void lookAtOneMoment(Handle handle) {
    handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  private <T> T inTransaction(Consumer<Handle> first, Function<Handle, T> work) {
    try (Handle handle = begunAgainIfBroken(first)) {
      boolean done = false;
      try {
        T result = work.apply(handle);
        done = true;
        commit(handle);
        return result;
      } finally {
        if (!done) {
          rollBack(handle);
        }
      }
    }
  }

  /**
   * A connection may have broken since it was last used; nothing has been done on it then. Where
   * the pool waited for one in vain, it has tried for as long as anybody should wait.
   */
  private Handle begunAgainIfBroken(Consumer<Handle> first) {
    try {
      return begun(first);
    } catch (ConnectionException e) {
      throw e;
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException sql && Failures.isBroken(sql)) {
        pool.getHikariPoolMXBean().softEvictConnections();
        return begun(first);
      }
      throw e;
    }
  }

  private Handle begun(Consumer<Handle> first) {
    Handle handle = jdbi.open();
    boolean begun = false;
    try {
      handle.begin();
      first.accept(handle);
      begun = true;
      return handle;
    } finally {
      if (!begun) {
        rollBack(handle);
        close(handle);
      }
    }
  }

  private static void close(Handle handle) {
    try {
      handle.close();
    } catch (JdbiException alreadyGone) {
      // The first failure is what to tell.
    }
  }

  private void commit(Handle handle) {
    try {
      handle.commit();
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException sql && Failures.isSilence(sql)) {
        throw failures.unsure(sql);
      }
      throw e;
    }
  }

  private static void rollBack(Handle handle) {
    try {
      handle.rollback();
    } catch (JdbiException alreadyGone) {
      // The connection is, and the server rolls back then; the first failure is what to tell.
    }
  }

  private <T> T guarded(String action, Supplier<T> work) {
    if (pool.isClosed()) {
      throw failures.closed();
    }
    try {
      return work.get();
    } catch (JdbiException e) {
      if (pool.isClosed()) {
        throw failures.closed();
      }
      throw e.getCause() instanceof SQLException sql ? failures.explain(action, sql) : e;
    }
  }

  @Override
  public void announce(Handle transaction, List<News> news) {
    for (News word : news) {
      transaction
          .select("SELECT 1 FROM pg_notify(?, ?)", Listener.CHANNEL, name + " " + word.text())
          .mapTo(Integer.class)
          .one();
    }
  }

  @Override
  public RunIndex runIndex() {
    return new WordIndex();
  }

  @Override
  public void copied(Handle transaction) {
    List<String> numbered =
        transaction
            .createQuery(
                """
                SELECT table_name FROM information_schema.columns
                WHERE table_schema = current_schema() AND is_identity = 'YES'
                """)
            .mapTo(String.class)
            .list();
    for (String table : numbered) {
      transaction
          .createQuery(
              """
              SELECT setval(pg_get_serial_sequence('%1$s', 'seq'), coalesce(max(seq), 1),
                max(seq) IS NOT NULL) FROM %1$s
              """
                  .formatted(table))
          .mapTo(Long.class)
          .one();
    }
  }

  @Override
  public void close() {
    Optional.ofNullable(listener).ifPresent(Listener::close);
    pool.close();
  }
}

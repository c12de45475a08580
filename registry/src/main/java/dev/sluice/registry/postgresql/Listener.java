package dev.sluice.registry.postgresql;

import dev.sluice.registry.Signals;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sql.News;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other processes committed, and tells this one's listeners. A connection that breaks is
 * made again; as what was said meanwhile is lost, everything may have changed then. Owns its thread
 * and its connection.
 */
final class Listener implements AutoCloseable {
  static final String CHANNEL = "sluice_registry";

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /** How long it hears nothing before it asks whether the server is still there. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Connections connections;
  private final Signals signals;
  private final String ownName;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "registry-listener");
  private volatile @Nullable Connection connection;

  /**
   * One that hasn't begun.
   *
   * @param ownName of the store whose own news needn't be told
   */
  Listener(Connections connections, Signals signals, String ownName) {
    this.connections = connections;
    this.signals = signals;
    this.ownName = ownName;
    thread.setDaemon(true);
  }

  /** Hears all that is committed after it has returned. */
  void start() {
    try {
      connection = connected();
    } catch (SQLException e) {
      throw new Failures(connections.address()).explain("opened", e);
    }
    thread.start();
  }

  private Connection connected() throws SQLException {
    Connection fresh = connections.source().getConnection();
    try (Statement statement = fresh.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      return fresh;
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
  }

  private void run() {
    while (!isClosing()) {
      try {
        turn();
      } catch (RuntimeException | Error e) {
        // A thread that ended would leave this process deaf for good.
        LOG.error("Hearing other processes failed; it is begun anew", e);
        closeConnection();
        var _ = pausedUntilClosing(LONGEST_PAUSE);
      }
    }
    closeConnection();
  }

  private void turn() {
    try {
      hear();
    } catch (SQLException e) {
      if (!isClosing()) {
        LOG.warn("Word from other processes is lost, and looked for: {}", e.getMessage());
        reconnect();
      }
    }
  }

  private void hear() throws SQLException {
    @Nullable Connection open = connection;
    if (open == null) {
      throw new SQLException("there is no connection");
    }
    PGNotification[] heard =
        open.unwrap(PGConnection.class).getNotifications((int) SILENCE.toMillis());
    if (heard.length == 0) {
      try (Statement statement = open.createStatement()) {
        statement.execute("SELECT 1");
      }
    }
    for (PGNotification word : heard) {
      pass(word.getParameter());
    }
  }

  private void pass(String message) {
    String[] parts = message.split(" ", 2);
    if (parts.length == 2 && !parts[0].equals(ownName)) {
      News.parse(parts[1]).ifPresent(this::tell);
    }
  }

  /** Whoever fails to listen keeps nobody else from being told what comes next. */
  private void tell(News word) {
    try {
      word.tell(signals);
    } catch (RuntimeException | Error e) {
      LOG.error("What another process said couldn't be passed on: {}", word.text(), e);
    }
  }

  private void reconnect() {
    closeConnection();
    Duration pause = FIRST_PAUSE;
    while (!pausedUntilClosing(pause)) {
      try {
        Connection fresh = connected();
        connection = fresh;
        List<News> everything = everything(fresh);
        LOG.info("Word from other processes is heard again");
        everything.forEach(this::tell);
        return;
      } catch (SQLException e) {
        closeConnection();
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      }
    }
  }

  private static List<News> everything(Connection connection) throws SQLException {
    List<News> everything = new ArrayList<>(List.of(News.Work.values()));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM environments")) {
      while (rows.next()) {
        everything.add(new News.EnvironmentChanged(new EnvironmentName(rows.getString(1))));
      }
    }
    return everything;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private boolean pausedUntilClosing(Duration pause) {
    try {
      return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void closeConnection() {
    Optional<Connection> open = Optional.ofNullable(connection);
    connection = null;
    open.ifPresent(it -> {
      try {
        it.close();
      } catch (SQLException alreadyGone) {
        LOG.debug("The listening connection was gone already", alreadyGone);
      }
    });
  }

  /** Doesn't wait for the thread, which ends once the connection has. */
  @Override
  public void close() {
    closing.countDown();
    closeConnection();
  }
}

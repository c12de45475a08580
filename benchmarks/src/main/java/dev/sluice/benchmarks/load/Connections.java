package dev.sluice.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Kept-alive connections to one server, or to several. Of one thread; close them when done. */
public final class Connections implements AutoCloseable {
  private final Selector selector;
  private final List<Connection> all = new ArrayList<>();

  private Connections(Selector selector) {
    this.selector = selector;
  }

  /** Opens so many. */
  public static Connections open(Target target, int count) {
    return open(List.of(target), count);
  }

  /** Opens so many, to each target in turn. */
  public static Connections open(List<Target> targets, int count) {
    try {
      Connections connections = new Connections(Selector.open());
      for (int i = 0; i < count; i++) {
        Target target = targets.get(i % targets.size());
        connections.all.add(Connection.open(target, connections.selector));
      }
      return connections;
    } catch (IOException e) {
      throw new UncheckedIOException("can't connect to a server that is to be asked", e);
    }
  }

  List<Connection> all() {
    return all;
  }

  void send(Connection connection, long since, int mark) {
    try {
      connection.send(since, mark);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads whatever has arrived.
   *
   * @param millis how long to wait for something; 0 to look and go on
   * @param whole is given each connection whose answer is whole
   */
  void poll(long millis, Consumer<Connection> whole) {
    try {
      if (millis == 0) {
        selector.selectNow(key -> read(key, whole));
      } else {
        selector.select(key -> read(key, whole), millis);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(SelectionKey key, Consumer<Connection> whole) {
    Connection connection = (Connection) key.attachment();
    try {
      if (connection.read()) {
        whole.accept(connection);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (Connection connection : all) {
        connection.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

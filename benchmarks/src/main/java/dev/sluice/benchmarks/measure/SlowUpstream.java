package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A service that answers every GET with the same JSON, a fixed time after it was asked. On a thread
 * of its own, until it is closed.
 */
final class SlowUpstream implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"plan\":\"pro\"}"
          .getBytes(US_ASCII);
  private static final int BACKLOG = 1_024;

  private record Due(SocketChannel channel, long nanos) {}

  private final long delayNanos;
  private final Selector selector;
  private final ServerSocketChannel server;
  private final Queue<Due> due = new ArrayDeque<>();
  private final ByteBuffer request = ByteBuffer.allocateDirect(16 * 1024);
  private volatile boolean closed;

  private SlowUpstream(Duration delay) throws IOException {
    delayNanos = delay.toNanos();
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  static SlowUpstream start(Duration delay) {
    try {
      SlowUpstream upstream = new SlowUpstream(delay);
      Thread.ofPlatform().daemon().name("upstream").start(upstream::serve);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, as an egress target. */
  String target() {
    return "127.0.0.1:" + server.socket().getLocalPort();
  }

  URI uri() {
    return URI.create("http://" + target() + "/plan");
  }

  private void serve() {
    try {
      while (!closed) {
        selector.select(this::handle, due.isEmpty() ? 100 : 1);
        answerDue();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        read((SocketChannel) key.channel());
      }
    } catch (IOException gone) {
      // Whoever asked broke off; its run will say so.
      key.cancel();
    }
  }

  private void accept() throws IOException {
    for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
  }

  /** A GET's head comes in one piece: it is small, and sent with one write. */
  private void read(SocketChannel channel) throws IOException {
    request.clear();
    if (channel.read(request) < 0) {
      channel.close();
    } else {
      due.add(new Due(channel, System.nanoTime() + delayNanos));
    }
  }

  private void answerDue() throws IOException {
    while (!due.isEmpty() && due.element().nanos() - System.nanoTime() <= 0) {
      SocketChannel channel = due.remove().channel();
      try {
        channel.write(ByteBuffer.wrap(ANSWER));
      } catch (IOException gone) {
        channel.close();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }
}

package dev.sluice.benchmarks.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept-alive connection with at most one request under way. Of one thread. */
final class Connection {
  private static final int READ_BYTES = 16 * 1024;

  private final SocketChannel channel;
  private final ByteBuffer request;
  private final ByteBuffer arrived = ByteBuffer.allocateDirect(READ_BYTES);
  private final Answer answer = new Answer();
  private long since;
  private int mark;

  private Connection(SocketChannel channel, byte[] request) {
    this.channel = channel;
    this.request = ByteBuffer.allocateDirect(request.length).put(request);
  }

  /** Connects, and has the selector tell when an answer arrives. */
  static Connection open(Target target, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(target.address());
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel, target.request());
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  /**
   * Sends the request.
   *
   * @param since when it was to be sent, as {@link System#nanoTime}
   * @param mark to be remembered until it is answered
   */
  void send(long since, int mark) throws IOException {
    this.since = since;
    this.mark = mark;
    answer.clear();
    request.flip();
    // Requests are far smaller than a socket's buffer, so this hardly ever goes round twice.
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  /** Reads what has arrived; whether the answer is whole now. */
  boolean read() throws IOException {
    arrived.clear();
    int count = channel.read(arrived);
    if (count < 0) {
      throw new BadAnswerException("the server closed a connection");
    }
    return count > 0 && answer.take(arrived.flip());
  }

  /** When the request was to be sent. */
  long since() {
    return since;
  }

  int mark() {
    return mark;
  }

  Answer answer() {
    return answer;
  }

  void close() throws IOException {
    channel.close();
  }
}

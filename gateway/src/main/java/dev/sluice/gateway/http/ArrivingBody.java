package dev.sluice.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that is answered on Jetty itself, for as long as it may take to arrive. Not
 * thread-safe. Close it once read.
 */
final class ArrivingBody extends InputStream {
  private final Request request;
  private final Patience patience;
  private Content.@Nullable Chunk chunk;

  ArrivingBody(Request request, Duration time) {
    this.request = request;
    this.patience =
        new Patience(request.getConnectionMetaData().getConnection().getEndPoint(), time);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws Patience.TooSlowException once the time is up
   */
  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Content.Chunk arrived = next();
    if (!arrived.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, arrived.remaining());
    arrived.getByteBuffer().get(into, from, count);
    if (!arrived.hasRemaining()) {
      chunk = Content.Chunk.next(arrived);
      arrived.release();
    }
    return count;
  }

  /** A chunk that holds something, or the end. */
  private Content.Chunk next() throws IOException {
    Content.Chunk next = chunk;
    while (next == null || !(next.hasRemaining() || next.isLast())) {
      next = request.read();
      if (next == null) {
        await();
      } else if (Content.Chunk.isFailure(next)) {
        patience.requireTime();
        throw IO.rethrow(next.getFailure());
      }
    }
    patience.requireTime();
    chunk = next;
    return next;
  }

  private void await() throws IOException {
    patience.waitNoLonger();
    try (Blocker.Runnable arrival = Blocker.runnable()) {
      request.demand(arrival);
      arrival.block();
    }
  }

  @Override
  public void close() {
    Content.Chunk left = chunk;
    if (left != null) {
      chunk = null;
      left.release();
    }
    patience.close();
  }
}

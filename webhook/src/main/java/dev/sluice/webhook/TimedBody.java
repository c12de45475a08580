package dev.sluice.webhook;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;

/**
 * A request's body, for as long as it may take to arrive, and as much of it as may come: a client
 * that falls silent is cut off at the limit, not when its connection is idle for too long. Not
 * thread-safe. Close it once read: the connection then has its own patience again.
 */
final class TimedBody extends InputStream {
  private final InputStream body;
  private final EndPoint connection;
  private final long patience;
  private long end;
  private boolean begun;
  private final HookLimits limits;
  private long bytes;

  TimedBody(Context ctx, HookLimits limits) {
    this.limits = limits;
    body = ctx.bodyInputStream();
    connection =
        ServletContextRequest.getServletContextRequest(ctx.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    patience = connection.getIdleTimeout();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws TooSlowException once the time is up
   * @throws TooLargeException once there are more bytes than allowed
   */
  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    begin();
    // What has arrived already costs no timer.
    if (body.available() == 0) {
      waitNoLonger();
    }
    try {
      int count = body.read(into, from, length);
      requireTime();
      return counted(count);
    } catch (IOException e) {
      requireTime();
      throw e;
    }
  }

  /** The time counts from here: what was waited for before, such as a database, isn't its fault. */
  private void begin() {
    if (!begun) {
      begun = true;
      end = System.nanoTime() + limits.bodyTime().toNanos();
    }
  }

  private int counted(int count) throws TooLargeException {
    bytes += Math.max(count, 0);
    if (bytes > limits.bodyBytes()) {
      throw new TooLargeException();
    }
    return count;
  }

  /** Lets the connection be silent for the time that is left. */
  private void waitNoLonger() throws TooSlowException {
    requireTime();
    if (connection instanceof IdleTimeout timer) {
      // Its silence counts from now, not from before we were ready to listen.
      timer.notIdle();
    }
    // Rounded up, so that the time is up when the timer says so.
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) + 1;
    // Never longer than it was: a server that stops has shortened it.
    long before = connection.getIdleTimeout();
    connection.setIdleTimeout(before > 0 ? Math.min(left, before) : left);
  }

  private void requireTime() throws TooSlowException {
    if (System.nanoTime() - end >= 0) {
      throw new TooSlowException();
    }
  }

  @Override
  public void close() {
    connection.setIdleTimeout(patience);
  }

  /** The body has more bytes than any Git host sends. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The body took longer to arrive than it may. */
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

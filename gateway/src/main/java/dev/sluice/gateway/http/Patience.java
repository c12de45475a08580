package dev.sluice.gateway.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;

/**
 * How long a connection may take over one body: who falls silent is cut off when the time is up,
 * not when the connection was idle for too long. Not thread-safe. Close it once the body was read:
 * the connection then has its usual patience again.
 */
final class Patience implements AutoCloseable {
  private final EndPoint connection;
  private final long usual;
  private final long end;
  private boolean shortened;

  Patience(EndPoint connection, Duration time) {
    this.connection = connection;
    this.usual = connection.getIdleTimeout();
    this.end = System.nanoTime() + time.toNanos();
  }

  /** Lets the connection be silent for the time that is left; what has arrived costs no timer. */
  void waitNoLonger() throws TooSlowException {
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
    shortened = true;
  }

  void requireTime() throws TooSlowException {
    if (System.nanoTime() - end >= 0) {
      throw new TooSlowException();
    }
  }

  @Override
  public void close() {
    if (shortened) {
      connection.setIdleTimeout(usual);
    }
  }

  /** The body took longer to arrive than it may. */
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

package dev.sluice.gateway.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * The body of a request that a servlet answers, for as long as it may take to arrive. Not
 * thread-safe. Close it once read.
 */
final class TimedBody extends InputStream {
  private final InputStream body;
  private final Patience patience;

  TimedBody(Context ctx, Duration time) {
    body = ctx.bodyInputStream();
    patience =
        new Patience(
            ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint(),
            time);
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
    if (body.available() == 0) {
      patience.waitNoLonger();
    }
    try {
      int count = body.read(into, from, length);
      patience.requireTime();
      return count;
    } catch (IOException e) {
      patience.requireTime();
      throw e;
    }
  }

  @Override
  public void close() {
    patience.close();
  }
}

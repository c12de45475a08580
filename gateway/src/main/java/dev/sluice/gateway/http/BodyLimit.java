package dev.sluice.gateway.http;

import io.javalin.http.Context;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How large a body may be and how long it may take to arrive, as it holds a thread meanwhile.
 *
 * @param bytes the most that is read
 */
public record BodyLimit(int bytes, Duration time) {
  private static final int FIRST_CHUNK = 4096;
  private static final Duration DRAINING = Duration.ofSeconds(1);
  private static final int MOST_DRAINED = 4 * 1024 * 1024;

  private static final String KEPT = "sluice.body";

  /**
   * The whole body, which whoever reads it next then gets too.
   *
   * @throws Refusal as {@link #read}
   */
  public byte[] keep(Context ctx) throws IOException {
    byte[] body = read(ctx);
    ctx.attribute(KEPT, body);
    return body;
  }

  /**
   * The whole body.
   *
   * @throws Refusal 413 if it's too large, 415 if it's packed, 408 if it's too slow, 503 if this
   *     server stops meanwhile
   * @throws IOException if the client went away
   */
  public byte[] read(Context ctx) throws IOException {
    byte @Nullable [] kept = ctx.attribute(KEPT);
    if (kept == null) {
      return read(
          RequestHead.of(ctx), ctx.req().getContentLengthLong(), time -> new TimedBody(ctx, time));
    }
    if (kept.length > bytes) {
      throw tooLarge();
    }
    return kept;
  }

  /**
   * The whole body of a request that is answered on Jetty itself.
   *
   * @throws Refusal as {@link #read(Context)}
   * @throws IOException if the client went away
   */
  public byte[] read(Exchange exchange) throws IOException {
    return read(
        exchange,
        exchange.request().getLength(),
        patience -> new ArrivingBody(exchange.request(), patience));
  }

  /** A body to be read, which may take so long to arrive. */
  @FunctionalInterface
  private interface Arrival {
    InputStream within(Duration patience);
  }

  private byte[] read(RequestHead head, long announced, Arrival body) throws IOException {
    if (announced > bytes) {
      drain(body);
      throw tooLarge();
    }
    if (isPacked(head)) {
      drain(body);
      throw packed();
    }
    try (InputStream in = body.within(time)) {
      return read(in, (int) announced);
    } catch (Patience.TooSlowException e) {
      throw tooSlow();
    } catch (EOFException e) {
      throw e;
    } catch (IOException e) {
      // It isn't the client who has ended it. Said here, as Javalin has words of its own for that.
      throw new Refusal(Problems.stopping());
    } catch (Refusal tooLarge) {
      drain(body);
      throw tooLarge;
    }
  }

  private byte[] read(InputStream in, int announced) throws IOException {
    // No look beyond the end that was announced: it would be a wait for what can't come.
    return announced < 0 ? read(in) : in.readNBytes(announced);
  }

  private byte[] read(InputStream in) throws IOException {
    byte[] body = new byte[FIRST_CHUNK];
    int size = 0;
    for (int count; (count = in.read(body, size, body.length - size)) != -1; ) {
      size += count;
      if (size > bytes) {
        throw tooLarge();
      }
      body = size == body.length ? Arrays.copyOf(body, 2 * size) : body;
    }
    return Arrays.copyOf(body, size);
  }

  /**
   * Takes in what is on its way, within bounds: a client that still sends would lose the answer
   * when the connection is closed.
   */
  private static void drain(Arrival body) {
    byte[] dropped = new byte[FIRST_CHUNK];
    try (InputStream in = body.within(DRAINING)) {
      int left = MOST_DRAINED;
      int count = in.read(dropped);
      while (count != -1 && left > 0) {
        left -= count;
        count = in.read(dropped);
      }
    } catch (IOException e) {
      // Too slow, or gone: then it isn't told.
    }
  }

  private static boolean isPacked(RequestHead head) {
    String encoding = head.header("Content-Encoding");
    return encoding != null && !encoding.isBlank() && !encoding.strip().equals("identity");
  }

  private static Refusal packed() {
    String detail =
        "The header Content-Encoding says that the body is packed, which isn't taken: send it as it"
            + " is, without that header.";
    return new Refusal(
        new HttpProblem(415, "unsupported_media_type", "The body is packed", detail));
  }

  private Refusal tooLarge() {
    String detail = "The body may have at most %,d bytes.".formatted(bytes);
    return new Refusal(new HttpProblem(413, "too_large", "The body is too large", detail));
  }

  private Refusal tooSlow() {
    String detail = "The body must arrive within %d s.".formatted(time.toSeconds());
    return new Refusal(new HttpProblem(408, "too_slow", "The body took too long", detail));
  }
}

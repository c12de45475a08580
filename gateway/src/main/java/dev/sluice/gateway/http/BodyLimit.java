package dev.sluice.gateway.http;

import io.javalin.http.Context;
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
   * @throws Refusal 413 if it's too large, 408 if it's too slow
   * @throws IOException if the client went away
   */
  public byte[] read(Context ctx) throws IOException {
    byte @Nullable [] kept = ctx.attribute(KEPT);
    int announced = kept == null ? ctx.contentLength() : kept.length;
    if (announced > bytes) {
      drain(ctx);
      throw tooLarge();
    }
    if (kept != null) {
      return kept;
    }
    try (TimedBody body = new TimedBody(ctx, time)) {
      return read(body, announced < 0 ? FIRST_CHUNK : announced + 1);
    } catch (TimedBody.TooSlowException e) {
      throw tooSlow();
    } catch (Refusal tooLarge) {
      drain(ctx);
      throw tooLarge;
    }
  }

  private byte[] read(InputStream in, int expected) throws IOException {
    byte[] body = new byte[expected];
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
  private static void drain(Context ctx) {
    byte[] dropped = new byte[FIRST_CHUNK];
    try (TimedBody body = new TimedBody(ctx, DRAINING)) {
      int left = MOST_DRAINED;
      int count = body.read(dropped);
      while (count != -1 && left > 0) {
        left -= count;
        count = body.read(dropped);
      }
    } catch (IOException e) {
      // Too slow, or gone: then it isn't told.
    }
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

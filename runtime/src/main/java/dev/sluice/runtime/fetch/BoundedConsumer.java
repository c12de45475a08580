package dev.sluice.runtime.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads a response up to a limit; beyond it the request fails. Used by one I/O thread. */
final class BoundedConsumer extends AbstractBinResponseConsumer<BoundedConsumer.Response> {
  /** A response read to its end, its body as it was sent. */
  record Response(HttpResponse head, @Nullable ContentType type, ByteBuffer body) {}

  private static final int LONGEST_HEAD = 65_536;

  private final int limit;
  private final Runnable headArrived;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable HttpResponse response;
  private @Nullable ContentType type;

  /**
   * @param limit of the body, in bytes
   * @param headArrived told that an answer has begun
   */
  BoundedConsumer(int limit, Runnable headArrived) {
    this.limit = limit;
    this.headArrived = headArrived;
  }

  @Override
  protected void start(HttpResponse response, @Nullable ContentType type) throws IOException {
    int length =
        Arrays.stream(response.getHeaders())
            .mapToInt(header -> header.getName().length() + header.getValue().length())
            .sum();
    if (length > LONGEST_HEAD) {
      throw new IOException(
          String.format("the answer's headers are longer than %,d bytes", LONGEST_HEAD));
    }
    this.response = response;
    this.type = type;
    headArrived.run();
  }

  @Override
  protected int capacityIncrement() {
    return limit;
  }

  @Override
  protected void data(ByteBuffer source, boolean endOfStream) throws TooLarge {
    if (body.size() + source.remaining() > limit) {
      throw new TooLarge(limit);
    }
    byte[] chunk = new byte[source.remaining()];
    source.get(chunk);
    body.writeBytes(chunk);
  }

  @Override
  protected Response buildResult() {
    HttpResponse head = java.util.Objects.requireNonNull(response);
    return new Response(head, type, ByteBuffer.wrap(body.toByteArray()));
  }

  @Override
  public void releaseResources() {
    body.reset();
  }
}

package dev.sluice.runtime.fetch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads a response up to a limit; beyond it the request fails. Used by one I/O thread. */
final class BoundedConsumer extends AbstractBinResponseConsumer<BoundedConsumer.Response> {
  /** A response read to its end; {@code json} is what the realm is told. */
  record Response(int status, String json) {}

  private final int limit;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable HttpResponse response;
  private @Nullable ContentType type;

  BoundedConsumer(int limit) {
    this.limit = limit;
  }

  @Override
  protected void start(HttpResponse response, @Nullable ContentType type) {
    this.response = response;
    this.type = type;
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
    return new Response(head.getCode(), FetchAnswer.response(head, type, body.toByteArray()));
  }

  @Override
  public void releaseResources() {
    body.reset();
  }
}

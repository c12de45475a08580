package dev.sluice.syncworker.reach;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;

/** What a host sends, until nobody wants it any more: a host that drips must not hold us. */
final class CancellableInput extends FilterInputStream {
  private final BooleanSupplier cancelled;

  CancellableInput(InputStream in, BooleanSupplier cancelled) {
    super(in);
    this.cancelled = cancelled;
  }

  @Override
  public int read() throws IOException {
    check();
    return super.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    check();
    return super.read(into, offset, length);
  }

  private void check() throws InterruptedIOException {
    if (cancelled.getAsBoolean()) {
      throw new InterruptedIOException("the fetch took too long, or was broken off");
    }
  }
}

package dev.sluice.syncworker.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.errors.TooLargePackException;

/** What a remote sends, up to a limit in bytes; more throws {@link TooLargePackException}. */
final class BoundedPack extends FilterInputStream {
  private final long limit;
  private long received;

  BoundedPack(InputStream pack, long limit) {
    super(pack);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) throws TooLargePackException {
    received += Math.max(0, bytes);
    if (received > limit) {
      throw new TooLargePackException(limit);
    }
  }
}

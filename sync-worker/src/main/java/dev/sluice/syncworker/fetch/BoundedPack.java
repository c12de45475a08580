package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The pack that a remote sends, up to its limits; more throws {@link FetchLimitException}. How many
 * objects the pack says it has is looked at before anybody makes room for them.
 */
final class BoundedPack extends FilterInputStream {
  /** The signature, the version and the number of objects, four bytes each. */
  private static final int HEADER = 12;

  private static final int COUNT_AT = 8;

  private final PackLimits limits;
  private final DiskRoom room;
  private long received;
  private long objects;

  BoundedPack(InputStream pack, PackLimits limits, DiskRoom room) {
    super(pack);
    this.limits = limits;
    this.room = room;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      headerAt(received, next);
      count(1);
    }
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    for (int i = 0; i < read && received + i < HEADER; i++) {
      headerAt(received + i, into[offset + i] & 0xff);
    }
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  private void headerAt(long at, int next) throws FetchLimitException {
    if (at >= COUNT_AT && at < HEADER) {
      objects = objects << 8 | next;
      if (objects > limits.objects()) {
        throw new FetchLimitException(
            "The branch has more files and folders than are fetched: at most %,d"
                .formatted(limits.objects()),
            Limit.OBJECTS);
      }
    }
  }

  private void count(long bytes) throws IOException {
    received += bytes;
    if (received > limits.bytes()) {
      throw new FetchLimitException(
          "The branch is larger than is fetched: at most %,d MB, compressed. Keep large files apart"
              .formatted(limits.bytes() >> 20),
          Limit.PACK_MB);
    }
    room.take(bytes);
  }
}

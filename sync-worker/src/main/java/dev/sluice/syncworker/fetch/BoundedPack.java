package dev.sluice.syncworker.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The pack that a remote sends, within its limits; more throws {@link FetchLimitException}, before
 * whoever reads it has seen what is too much.
 */
final class BoundedPack extends FilterInputStream {
  private final PackTally tally;
  private final PackScanner scanner;
  private final DiskRoom room;

  BoundedPack(InputStream pack, PackLimits limits, DiskRoom room) {
    super(pack);
    this.tally = new PackTally(limits);
    this.scanner = new PackScanner(tally);
    this.room = room;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      tally.bytes(read);
      room.take(read);
      scanner.scan(into, offset, read);
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes(Math.clamp(bytes, 0, 8_192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    scanner.end();
    super.close();
  }
}

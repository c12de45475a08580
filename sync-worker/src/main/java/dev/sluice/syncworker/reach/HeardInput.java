package dev.sluice.syncworker.reach;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a host says, as it is listened to. */
final class HeardInput extends FilterInputStream {
  private final Listening listening;
  private final Listening.Meter meter;

  HeardInput(InputStream in, Listening listening, Listening.Meter meter) {
    super(in);
    this.listening = listening;
    this.meter = meter;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    listening.check();
    int read = super.read(into, offset, length);
    if (read > 0) {
      listening.heard(meter.talk(into, offset, read));
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
}

package dev.sluice.syncworker.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;

/**
 * Listens to one host during one fetch: until nobody waits any more, since a host that drips
 * mustn't hold us, and to no more than patience has beside the files. Not thread-safe, but for what
 * is counted.
 */
final class Listening {
  private final Patience patience;
  private final BooleanSupplier cancelled;
  private long said;

  Listening(Patience patience, BooleanSupplier cancelled) {
    this.patience = patience;
    this.cancelled = cancelled;
  }

  Patience patience() {
    return patience;
  }

  /** What comes in as lines of Git's protocol. */
  InputStream toLines(InputStream in) {
    return new HeardInput(in, this, new LineMeter());
  }

  /** What comes in and has to be unpacked before it says anything. */
  InputStream toBytes(InputStream in) {
    return new HeardInput(in, this, (bytes, offset, length) -> 0);
  }

  /** What comes in as anything else. */
  InputStream toNoise(InputStream in) {
    return new HeardInput(in, this, (bytes, offset, length) -> length);
  }

  void check() throws InterruptedIOException {
    if (cancelled.getAsBoolean()) {
      throw new InterruptedIOException("the fetch took too long, or was broken off");
    }
  }

  synchronized void heard(long bytes) throws TalkativeHostException {
    said += bytes;
    if (said > patience.talkBytes()) {
      throw new TalkativeHostException(patience.talkBytes());
    }
  }

  /** Tells how much of what came in is beside the files. */
  interface Meter {
    long talk(byte[] bytes, int offset, int length) throws IOException;
  }
}

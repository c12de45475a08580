package dev.sluice.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What is signed of a request, checked as it streams by, so that none of it needs to be held until
 * it is known to be genuine. Not thread-safe; closing it does nothing.
 */
final class SignedBody extends InputStream {
  private final InputStream body;
  private final List<Check> checks;

  SignedBody(InputStream body, List<Check> checks) {
    this.body = body;
    this.checks = List.copyOf(checks);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = body.read(into, from, length);
    if (count > 0) {
      checks.forEach(check -> check.see(into, from, count));
    }
    return count;
  }

  /**
   * Reads what is left, then asks every check. To be asked once.
   *
   * @return which of them hold, in their order
   * @throws IOException as reading does
   */
  List<Boolean> holding() throws IOException {
    readToTheEnd();
    List<Boolean> holding = new ArrayList<>();
    checks.forEach(check -> holding.add(check.holds()));
    return holding;
  }

  private void readToTheEnd() throws IOException {
    try {
      transferTo(OutputStream.nullOutputStream());
    } catch (UnreadablePayloadException e) {
      // A form without the field that is signed says so once, here if nobody read any of it before.
      // Nobody wants it, and what there is of it is to be checked all the same.
      transferTo(OutputStream.nullOutputStream());
    }
  }
}

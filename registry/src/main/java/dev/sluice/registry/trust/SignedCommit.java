package dev.sluice.registry.trust;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A commit parted into its signature and what that is over: all the rest, byte for byte. Not
 * thread-safe.
 */
final class SignedCommit {
  private static final int MOST_SIGNATURE_BYTES = 16 * 1024;
  private static final String HEADER = "gpgsig";

  private final byte[] raw;
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
  private final ByteArrayOutputStream signature = new ByteArrayOutputStream();
  private int at;

  private SignedCommit(byte[] raw) {
    this.raw = raw;
  }

  /**
   * @throws RefusedException if the commit has no signature, several, or one that is far too long
   */
  static SignedCommit parse(byte[] raw) throws RefusedException {
    SignedCommit commit = new SignedCommit(raw);
    if (!commit.lineStartsWith("tree ")) {
      throw RefusedException.bad("the commit doesn't begin as commits do");
    }
    commit.part();
    return commit;
  }

  /** What was signed. */
  byte[] payload() {
    return payload.toByteArray();
  }

  /**
   * @throws RefusedException if it can't be read as one
   */
  CommitSignature signature() throws RefusedException {
    return CommitSignature.parse(signature.toString(StandardCharsets.ISO_8859_1));
  }

  private void part() throws RefusedException {
    boolean signed = false;
    while (at < raw.length && raw[at] != '\n') {
      if (!lineStartsWith(HEADER)) {
        copyLine(payload, 0);
      } else if (signed) {
        throw RefusedException.bad(
            "the commit has more than one, and which one counts would be a guess");
      } else {
        signed = true;
        takeSignature();
      }
    }
    payload.write(raw, at, raw.length - at);
    if (!signed) {
      throw new RefusedException(new Verdict.Unsigned());
    }
  }

  /** The header goes on over lines that begin with a space. */
  private void takeSignature() throws RefusedException {
    if (lineStartsWith("gpgsig ")) {
      copyLine(signature, "gpgsig ".length());
    } else if (lineStartsWith("gpgsig-sha256 ")) {
      copyLine(signature, "gpgsig-sha256 ".length());
    } else {
      throw RefusedException.bad("the commit has a header like a signature's that nobody knows");
    }
    while (lineStartsWith(" ")) {
      copyLine(signature, 1);
    }
    if (signature.size() > MOST_SIGNATURE_BYTES) {
      throw RefusedException.bad("it is longer than %,d bytes".formatted(MOST_SIGNATURE_BYTES));
    }
  }

  private boolean lineStartsWith(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    return raw.length - at >= wanted.length
        && Arrays.equals(raw, at, at + wanted.length, wanted, 0, wanted.length);
  }

  /** Copies the line at hand, with its end, but for its first bytes, and goes on to the next. */
  private void copyLine(ByteArrayOutputStream to, int without) {
    int end = at;
    while (end < raw.length && raw[end] != '\n') {
      end++;
    }
    int next = Math.min(end + 1, raw.length);
    to.write(raw, at + without, next - at - without);
    at = next;
  }
}

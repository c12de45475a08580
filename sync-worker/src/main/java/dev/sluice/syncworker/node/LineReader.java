package dev.sluice.syncworker.node;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines that end in a line feed and have a bounded length. Not thread-safe. */
final class LineReader {
  private final InputStream in;
  private final int limit;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * @param limit how many bytes a line may have
   */
  LineReader(InputStream in, int limit) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.limit = limit;
  }

  /**
   * The next line, or empty at the end.
   *
   * @throws IOException also if the line is too long
   */
  Optional<String> next() throws IOException {
    line.reset();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return Optional.of(line.toString(StandardCharsets.UTF_8));
      }
      if (line.size() == limit) {
        throw new IOException("a line has more than " + limit + " bytes");
      }
      line.write(b);
    }
    return Optional.empty();
  }
}

package dev.sluice.runtime.fetch;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Undoes the compression nobody asked for: some servers compress whatever a request says. What it
 * comes to is bound by the same limit as what was sent.
 */
final class Decoding {
  private static final List<String> GZIP = List.of("gzip", "x-gzip");

  private Decoding() {}

  static byte[] plain(HttpResponse head, byte[] body, int limit) throws IOException {
    String coding = coding(head);
    if (coding.isEmpty() || coding.equals("identity") || body.length == 0) {
      return body;
    }
    if (!GZIP.contains(coding)) {
      throw new IOException(
          "the answer is compressed by " + coding + ", which wasn't asked for and can't be read");
    }
    byte[] plain = unzipped(body, limit + 1);
    if (plain.length > limit) {
      throw new TooLarge(limit);
    }
    return plain;
  }

  private static byte[] unzipped(byte[] body, int most) throws IOException {
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return plain.readNBytes(most);
    } catch (ZipException | EOFException e) {
      throw new IOException("the answer says it is gzip, and isn't", e);
    }
  }

  private static String coding(HttpResponse head) {
    Header header = head.getFirstHeader("content-encoding");
    return header == null ? "" : header.getValue().strip().toLowerCase(Locale.ROOT);
  }
}

package dev.sluice.webhook;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A request as a file holds it: headers, an empty line, the body. */
final class RawRequest {
  private final Map<String, String> fields;
  private final byte[] body;

  private RawRequest(Map<String, String> fields, byte[] body) {
    this.fields = fields;
    this.body = body;
  }

  /** Of any bytes; lines that are no header count for nothing. */
  static RawRequest of(byte[] bytes) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1).strip();
      at = Math.min(end + 1, bytes.length);
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return new RawRequest(fields, Arrays.copyOfRange(bytes, at, bytes.length));
  }

  Headers headers() {
    return fields::get;
  }

  InputStream body() {
    return new ByteArrayInputStream(body);
  }
}

package dev.sluice.syncworker.dependencies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes the archive of a package, a hostile one if asked to. Use once. */
final class Tarball {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  /** A file at exactly that path; a package's own lie below {@code package/}. */
  Tarball file(String path, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    header(path, '0', content.length, "");
    tar.writeBytes(content);
    tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  Tarball symbolicLink(String path, String target) {
    header(path, '2', 0, target);
    return this;
  }

  Tarball hardLink(String path, String target) {
    header(path, '1', 0, target);
    return this;
  }

  byte[] toBytes() {
    tar.writeBytes(new byte[2 * BLOCK]);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      tar.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return zipped.toByteArray();
  }

  private void header(String path, char type, int size, String target) {
    byte[] header = new byte[BLOCK];
    put(header, 0, path);
    put(header, 100, "0000777\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(size));
    put(header, 136, "00000000000\0");
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += one;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    tar.writeBytes(header);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}

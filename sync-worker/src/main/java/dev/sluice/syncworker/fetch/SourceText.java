package dev.sluice.syncworker.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The content of a file as a text, if it is one. Sources are UTF-8, as esbuild and TypeScript have
 * them; a stray byte in one isn't worth a refusal, since it mostly stands in a comment.
 */
final class SourceText {
  private static final String POINTER = "version https://git-lfs.github.com/spec/";

  /** No pointer is larger, says the specification of Git LFS. */
  private static final int LARGEST_POINTER = 1_024;

  private static final char UNKNOWN = '\uFFFD';
  private static final byte[] UNKNOWN_BYTES = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private final String path;
  private final byte[] content;
  private final String text;

  SourceText(String path, byte[] content) {
    this.path = path;
    this.content = content;
    this.text = new String(content, StandardCharsets.UTF_8);
  }

  Lookup lookup() {
    if (content.length <= LARGEST_POINTER && text.startsWith(POINTER)) {
      return new Lookup.Unread(
          path,
          "lfs_pointer",
          path
              + " is kept in Git LFS, and the repository holds but a pointer to it: keep what"
              + " workflows are made of in Git itself, see .gitattributes");
    }
    if (isUtf16()) {
      return new Lookup.Unread(
          path, "not_utf8", path + " is in UTF-16, or no text at all: save it as UTF-8");
    }
    return new Lookup.Found(path, text);
  }

  /** What its author should know of it. */
  Optional<String> oddity() {
    int at = text.indexOf(UNKNOWN);
    if (at < 0 || isUtf16() || isWritten(at)) {
      return Optional.empty();
    }
    long line = text.substring(0, at).chars().filter(it -> it == '\n').count() + 1;
    return Optional.of(
        "%s isn't all UTF-8: what can't be read in line %d is taken as \\uFFFD. Save it as UTF-8"
            .formatted(path, line));
  }

  /** Whether the character is there because it was meant. */
  private boolean isWritten(int at) {
    int before = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
    return java.util.Arrays.equals(
        content,
        before,
        Math.min(content.length, before + UNKNOWN_BYTES.length),
        UNKNOWN_BYTES,
        0,
        UNKNOWN_BYTES.length);
  }

  /** By its mark, or by a NUL among the first two bytes, where no source has one. */
  private boolean isUtf16() {
    if (content.length < 2) {
      return false;
    }
    int first = content[0] & 0xff;
    int second = content[1] & 0xff;
    return first == 0
        || second == 0
        || (first == 0xff && second == 0xfe)
        || (first == 0xfe && second == 0xff);
  }
}

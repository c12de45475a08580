package dev.sluice.syncworker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * A pack as Git hosts send it, put together byte by byte, so that it can lie. It ends with a folder
 * and the commit that a {@link HostileHost} says its branch is at. Not thread-safe.
 */
final class RawPack {
  private static final long HEADER = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long objects;

  /** An object as it should be. */
  RawPack object(int type, byte[] content) {
    return object(type, content.length, content);
  }

  /** An object that says it has that size. */
  RawPack object(int type, long size, byte[] content) {
    header(type, size);
    deflate(content);
    return this;
  }

  /** A file made of what another, that many bytes before it, differs by. */
  RawPack deltaOf(long before, byte[] delta) {
    header(Constants.OBJ_OFS_DELTA, delta.length);
    byte[] offset = new byte[10];
    int at = offset.length - 1;
    long left = before;
    offset[at] = (byte) (left & 0x7f);
    while ((left >>>= 7) != 0) {
      left--;
      offset[--at] = (byte) (0x80 | (left & 0x7f));
    }
    out.write(offset, at, offset.length - at);
    deflate(delta);
    return this;
  }

  /** A file made of what another, wherever it is, differs by. */
  RawPack deltaOf(ObjectId base, byte[] delta) {
    header(Constants.OBJ_REF_DELTA, delta.length);
    byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
    base.copyRawTo(id, 0);
    out.writeBytes(id);
    deflate(delta);
    return this;
  }

  /** How far it has come; the next object begins here. */
  long position() {
    return HEADER + out.size();
  }

  private void header(int type, long size) {
    objects++;
    long left = size >>> 4;
    int first = type << 4 | (int) (size & 0xf);
    while (left != 0) {
      out.write(first | 0x80);
      first = (int) (left & 0x7f);
      left >>>= 7;
    }
    out.write(first);
  }

  private void deflate(byte[] content) {
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole of it, with the commit. */
  byte[] toBytes() {
    return toBytes(commit("0"));
  }

  /** The whole of it, with that commit. */
  byte[] toBytes(byte[] commit) {
    object(Constants.OBJ_TREE, new byte[0]).object(Constants.OBJ_COMMIT, commit);
    return toBytes(objects);
  }

  /** As it is, saying that it has that many objects. */
  byte[] toBytes(long count) {
    byte[] head = {'P', 'A', 'C', 'K', 0, 0, 0, 2};
    byte[] number = ByteBuffer.allocate(4).putInt((int) count).array();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head);
    whole.writeBytes(number);
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(Constants.newMessageDigest().digest(whole.toByteArray()));
    return whole.toByteArray();
  }

  /** What the branch is at. */
  static ObjectId commitId() {
    return id(Constants.OBJ_COMMIT, commit("0"));
  }

  static ObjectId id(int type, byte[] content) {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(type, content);
    }
  }

  /**
   * A commit of nothing.
   *
   * @param date in seconds since 1970, if it's a number
   */
  static byte[] commit(String date) {
    return """
    tree %s
    author Eve <eve@example.com> %s +0000
    committer Eve <eve@example.com> %s +0000

    hostile
    """
        .formatted(id(Constants.OBJ_TREE, new byte[0]).name(), date, date)
        .getBytes(UTF_8);
  }
}

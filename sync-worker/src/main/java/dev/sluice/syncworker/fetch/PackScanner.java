package dev.sluice.syncworker.fetch;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;

/**
 * Reads a pack ahead of JGit, which makes room for whatever a pack says of itself, and keeps
 * nothing of it. Looks only at how much there is, which {@link PackTally} judges: that it's sound,
 * JGit finds out. Not thread-safe.
 */
final class PackScanner {
  /** The signature, the version and the number of objects, four bytes each. */
  private static final int HEADER = 12;

  private static final int COUNT_AT = 8;

  private enum At {
    HEADER,
    TYPE,
    SIZE,
    OFFSET,
    BASE,
    CONTENT,
    END
  }

  private final PackTally tally;
  private final Inflater inflater = new Inflater();
  private final byte[] unpacked = new byte[16 * 1024];
  private final DeltaSize deltaSize = new DeltaSize();
  private At at = At.HEADER;
  private int taken;
  private long objects;
  private int type;
  private long size;
  private int shift;
  private long produced;

  PackScanner(PackTally tally) {
    this.tally = tally;
  }

  /** Told of what comes next in the pack, before anybody else is. */
  void scan(byte[] bytes, int offset, int length) throws IOException {
    int next = offset;
    int end = offset + length;
    while (next < end && at != At.END) {
      if (at == At.CONTENT) {
        next = inflate(bytes, next, end);
      } else {
        take(bytes[next] & 0xff);
        next++;
      }
    }
  }

  private void take(int next) throws IOException {
    switch (at) {
      case HEADER -> header(next);
      case TYPE -> {
        type = next >> 4 & 7;
        size = next & 0xf;
        shift = 4;
        sizeTaken(next);
      }
      case SIZE -> {
        size = DeltaSize.with(size, next, shift);
        shift += 7;
        sizeTaken(next);
      }
      case OFFSET -> {
        if (!goesOn(next)) {
          at = At.CONTENT;
        }
      }
      case BASE -> {
        if (++taken == Constants.OBJECT_ID_LENGTH) {
          at = At.CONTENT;
        }
      }
      case CONTENT, END -> {}
    }
  }

  private void header(int next) throws IOException {
    if (taken >= COUNT_AT) {
      objects = objects << 8 | next;
    }
    if (++taken == HEADER) {
      tally.objects(objects);
      at = objects == 0 ? At.END : At.TYPE;
    }
  }

  private static boolean goesOn(int next) {
    return (next & 0x80) != 0;
  }

  private void sizeTaken(int last) throws IOException {
    if (goesOn(last)) {
      at = At.SIZE;
      return;
    }
    tally.object(type == Constants.OBJ_BLOB, size);
    produced = 0;
    taken = 0;
    deltaSize.restart();
    at =
        switch (type) {
          case Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_BLOB, Constants.OBJ_TAG ->
              At.CONTENT;
          case Constants.OBJ_OFS_DELTA -> At.OFFSET;
          case Constants.OBJ_REF_DELTA -> At.BASE;
          default -> throw new CorruptObjectException("an object of no type");
        };
  }

  private boolean isDelta() {
    return type == Constants.OBJ_OFS_DELTA || type == Constants.OBJ_REF_DELTA;
  }

  /** How far the object's content reaches. */
  private int inflate(byte[] bytes, int from, int end) throws IOException {
    inflater.setInput(bytes, from, end - from);
    while (!inflater.finished()) {
      int more = inflateSome();
      produced += more;
      if (produced > size || inflater.needsDictionary()) {
        throw new CorruptObjectException("an object is more than it says");
      }
      if (isDelta()) {
        deltaSize.take(unpacked, more);
      }
      if (more == 0 && inflater.needsInput()) {
        return end;
      }
    }
    int next = end - inflater.getRemaining();
    objectTaken();
    return next;
  }

  private int inflateSome() throws IOException {
    try {
      return inflater.inflate(unpacked);
    } catch (DataFormatException e) {
      throw new CorruptObjectException("an object can't be unpacked", e);
    }
  }

  private void objectTaken() throws IOException {
    if (isDelta()) {
      tally.object(false, deltaSize.value());
    }
    inflater.reset();
    objects--;
    at = objects == 0 ? At.END : At.TYPE;
  }

  /** Nothing more comes. */
  void end() {
    inflater.end();
    at = At.END;
  }
}

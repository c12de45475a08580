package dev.sluice.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * One HTTP response as it arrives, byte by byte; emptied for the next one. Of the head only the
 * status and the length of the body are looked at.
 */
public final class Answer {
  private static final int MOST_BYTES = 64 * 1024;
  private static final byte[] LENGTH = "\ncontent-length:".getBytes(UTF_8);
  private static final int STATUS = "HTTP/1.1 ".length();

  private final byte[] bytes = new byte[MOST_BYTES];
  private int filled;
  private int bodyAt;
  private int end;

  void clear() {
    filled = 0;
    bodyAt = 0;
    end = 0;
  }

  /** Takes what has arrived; whether the response is whole now. */
  boolean take(ByteBuffer arrived) {
    int count = arrived.remaining();
    if (count > bytes.length - filled) {
      throw new BadAnswerException("an answer has more than " + MOST_BYTES + " bytes");
    }
    arrived.get(bytes, filled, count);
    int searchFrom = Math.max(0, filled - 3);
    filled += count;
    if (bodyAt == 0) {
      readHead(searchFrom);
    }
    return bodyAt != 0 && filled >= end;
  }

  private void readHead(int searchFrom) {
    for (int i = searchFrom; i + 3 < filled; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        bodyAt = i + 4;
        end = bodyAt + contentLength(i);
        return;
      }
    }
  }

  private int contentLength(int headEnd) {
    for (int i = 0; i + LENGTH.length < headEnd; i++) {
      if (bytes[i] == '\n' && isLengthAt(i)) {
        return number(i + LENGTH.length, headEnd);
      }
    }
    throw new BadAnswerException("an answer has no Content-Length:\n" + text(0, headEnd));
  }

  private boolean isLengthAt(int at) {
    for (int i = 1; i < LENGTH.length; i++) {
      int letter = bytes[at + i];
      if ((letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to && bytes[i] != '\r'; i++) {
      if (bytes[i] != ' ') {
        number = number * 10 + (bytes[i] - '0');
      }
    }
    return number;
  }

  /** Whether its status is 200. */
  public boolean isOk() {
    return bytes[STATUS] == '2' && bytes[STATUS + 1] == '0' && bytes[STATUS + 2] == '0';
  }

  /**
   * Passes if its status is 200.
   *
   * @throws BadAnswerException if it isn't
   */
  public void requireOk() {
    if (!isOk()) {
      throw new BadAnswerException("an answer isn't a 200:\n" + text(0, filled));
    }
  }

  /** The body. */
  public String body() {
    return text(bodyAt, end);
  }

  /** Whether {@code mark} is in the body. */
  public boolean has(byte[] mark) {
    return after(mark) >= 0;
  }

  /** The whole number that follows {@code mark} in the body; -1 if {@code mark} isn't there. */
  public int numberAfter(byte[] mark) {
    int from = after(mark);
    int number = from < 0 ? -1 : 0;
    for (int i = from; i >= 0 && i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }

  private int after(byte[] mark) {
    for (int i = bodyAt; i + mark.length <= end; i++) {
      int same = 0;
      while (same < mark.length && bytes[i + same] == mark[same]) {
        same++;
      }
      if (same == mark.length) {
        return i + same;
      }
    }
    return -1;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, UTF_8);
  }
}

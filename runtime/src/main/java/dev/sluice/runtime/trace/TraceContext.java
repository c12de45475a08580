package dev.sluice.runtime.trace;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a piece of work stands in a trace: the two headers of W3C Trace Context. Immutable.
 *
 * @param traceparent as it is sent on
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId of whoever sent it, 16 hexadecimal digits, not all zero
 * @param flags two hexadecimal digits
 * @param tracestate as it is sent on; empty if there is none
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record TraceContext(
    String traceparent, String traceId, String spanId, String flags, String tracestate) {
  private static final int LENGTH = 55;
  private static final int FLAGS = 53;

  /** The specification has vendors pass on that much at least; what is longer is dropped whole. */
  private static final int LONGEST_STATE = 512;

  private static final int MOST_MEMBERS = 32;
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:[a-z][_0-9a-z*/-]{0,255}|[a-z0-9][_0-9a-z*/-]{0,240}@[a-z][_0-9a-z*/-]{0,13})"
              + "=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

  /**
   * One of our own.
   *
   * @param flags two hexadecimal digits
   */
  public static TraceContext of(String traceId, String spanId, String flags, String tracestate) {
    return new TraceContext(
        "00-" + traceId + "-" + spanId + "-" + flags, traceId, spanId, flags, tracestate);
  }

  /**
   * What a caller sent. A {@code traceparent} that isn't one, or that came twice, is as good as
   * none, and {@code tracestate} goes with it; a {@code tracestate} that isn't one is left out.
   */
  public static Optional<TraceContext> read(List<String> traceparent, List<String> tracestate) {
    if (traceparent.size() != 1 || !isGood(traceparent.getFirst())) {
      return Optional.empty();
    }
    String known = traceparent.getFirst().substring(0, LENGTH);
    return Optional.of(
        of(
            known.substring(3, 35),
            known.substring(36, 52),
            known.substring(FLAGS),
            state(tracestate)));
  }

  /** Of a version that isn't known yet, what is known of the first is read. */
  private static boolean isGood(String value) {
    return value.length() >= LENGTH
        && hasGoodForm(value)
        && (value.startsWith("00") ? value.length() == LENGTH : isLater(value))
        && !isZero(value, 3, 35)
        && !isZero(value, 36, 52);
  }

  private static boolean isLater(String value) {
    return !value.startsWith("ff") && (value.length() == LENGTH || value.charAt(LENGTH) == '-');
  }

  private static boolean hasGoodForm(String value) {
    for (int i = 0; i < LENGTH; i++) {
      boolean dash = i == 2 || i == 35 || i == 52;
      if (dash ? value.charAt(i) != '-' : !isHex(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char digit) {
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
  }

  private static boolean isZero(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      if (value.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  private static String state(List<String> lines) {
    String all = String.join(",", lines).strip();
    if (all.isEmpty() || all.length() > LONGEST_STATE) {
      return "";
    }
    List<String> members =
        Pattern.compile(",")
            .splitAsStream(all)
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    boolean good =
        members.size() <= MOST_MEMBERS
            && members.stream().allMatch(it -> MEMBER.matcher(it).matches())
            && members.stream().map(it -> it.substring(0, it.indexOf('='))).distinct().count()
                == members.size();
    return good ? String.join(",", members) : "";
  }
}

package dev.sluice.runtime.run;

import dev.sluice.runtime.SourcePosition;
import dev.sluice.runtime.realm.ProgramCode;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frames of stacks inside a text, also one that was written as JSON: led back to the author's
 * code, without those of the realm's own scripts.
 */
final class Frames {
  /** What a text holds that has any. */
  static final String OF_BUNDLE = ProgramCode.NAME + ":";

  private static final Pattern OURS =
      Pattern.compile(
          "(?:\n|\\\\n)[ \t]{1,8}at (?:[^\n\\\\]{0,200}\\()?"
              + "(?:realm|prepare|lockdown)\\.js:\\d{1,7}:\\d{1,7}\\)?");

  private static final Pattern THEIRS =
      Pattern.compile("\\b" + Pattern.quote(OF_BUNDLE) + "(\\d{1,7}):(\\d{1,7})\\b");

  private Frames() {}

  static String authored(String text, SourceMap map) {
    return THEIRS
        .matcher(OURS.matcher(text).replaceAll(""))
        .replaceAll(frame -> Matcher.quoteReplacement(authored(frame, map)));
  }

  /** What the map doesn't know stays as it is. */
  private static String authored(MatchResult frame, SourceMap map) {
    int line = Integer.parseInt(frame.group(1)) - ProgramCode.LINES_BEFORE;
    return map.find(line, Integer.parseInt(frame.group(2)))
        .map(SourcePosition::toString)
        .orElse(frame.group());
  }
}

package dev.sluice.syncworker.check;

import dev.sluice.syncworker.problem.Spot;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workflow's file, searched for where a setting seems to be written. Good for pointing an author
 * there; what a setting is, only loading the bundle tells.
 */
final class SettingsText {
  private static final Pattern SETTINGS = Pattern.compile("\\bworkflowSettings\\b");
  private static final Pattern EXPORTED_SETTINGS =
      Pattern.compile("export\\s+(?:const|let|var)\\s+(workflowSettings)\\b");
  private static final Pattern DEFAULT = Pattern.compile("\\bexport\\s+default\\b");

  private final String file;
  private final String text;

  SettingsText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  String file() {
    return file;
  }

  /** Where the settings are; the file's beginning if they aren't written here. */
  Spot settings() {
    return spot(settingsOffset());
  }

  /** Where the default export is; the file's beginning if it isn't written here. */
  Spot defaultExport() {
    Matcher matcher = DEFAULT.matcher(text);
    return spot(matcher.find() ? matcher.start() : 0);
  }

  /**
   * Where the value of a setting is.
   *
   * @param field e.g. {@code failurePolicy.action}; empty for all of them
   */
  Spot field(String field) {
    return field.isEmpty() ? settings() : key(field.substring(field.lastIndexOf('.') + 1));
  }

  /** Where a binding is declared. */
  Spot key(String name) {
    String quoted = Pattern.quote(name);
    Pattern key = Pattern.compile("(?<![\\w.$])[\"'`]?" + quoted + "[\"'`]?\\s*:\\s*(?=(\\S))");
    Matcher matcher = key.matcher(text);
    int from = settingsOffset();
    return spot(matcher.find(from) ? matcher.start(1) : from);
  }

  private int settingsOffset() {
    Matcher exported = EXPORTED_SETTINGS.matcher(text);
    if (exported.find()) {
      return exported.start(1);
    }
    Matcher mentioned = SETTINGS.matcher(text);
    return mentioned.find() ? mentioned.start() : 0;
  }

  private Spot spot(int offset) {
    return Spot.at(file, text, offset);
  }
}

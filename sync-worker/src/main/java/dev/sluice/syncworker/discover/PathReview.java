package dev.sluice.syncworker.discover;

import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks whether workflows' paths mean one file to everybody. Git's objects hold names that no file
 * system takes, and those that one takes for another's.
 */
final class PathReview {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u2028-\u202E\u2066-\u2069]");
  private static final Pattern DOTS =
      Pattern.compile("(?:.*/)?(?:|\\.|\\.\\.|(?i:\\.git))(?:/.*)?");
  private static final Pattern DRIVE = Pattern.compile("(?:.*/)?[A-Za-z]:.*");

  private final RecordedSource source;
  private final Report report;

  PathReview(RecordedSource source, Report report) {
    this.source = source;
    this.report = report;
  }

  /** Those of the paths with which nothing is wrong; of the others the report tells. */
  List<String> sound(List<String> paths) {
    List<String> sound = new ArrayList<>();
    Map<String, String> alike = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (String path : paths) {
      Optional<String> oddity = seen.add(path) ? oddity(path) : Optional.of("is there twice");
      String other = alike.putIfAbsent(folded(path), path);
      if (oddity.isPresent()) {
        refuse("invalid_path", path, oddity.get() + ". Rename it");
      } else if (other != null) {
        refuse("path_collision", path, differsLittle(other));
      } else {
        sound.add(path);
      }
    }
    return sound;
  }

  private void refuse(String code, String path, String why) {
    report.problem(code, shown(path) + " " + why, Spot.startOf(shown(path)));
  }

  private static String differsLittle(String other) {
    return "differs from "
        + shown(other)
        + " in upper and lower case only, or in how accents are written: many systems take both for"
        + " one file. Rename one of them";
  }

  private Optional<String> oddity(String path) {
    if (CONTROL.matcher(path).find()) {
      return Optional.of("has a control character in its path");
    }
    if (DOTS.matcher(path).matches()) {
      return Optional.of("has an empty part, a dot, two dots or .git in its path");
    }
    if (path.contains("\\") || DRIVE.matcher(path).matches()) {
      return Optional.of("has a backslash or a drive's letter in its path");
    }
    return source.has(path)
        ? Optional.empty()
        : Optional.of(
            "isn't found under that name: it isn't UTF-8, or Git's folder is out of order");
  }

  private static String folded(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** A path as it can be shown in one line. */
  static String shown(String path) {
    return CONTROL
        .matcher(path)
        .replaceAll(it -> "\\\\u%04X".formatted((int) it.group().charAt(0)));
  }
}

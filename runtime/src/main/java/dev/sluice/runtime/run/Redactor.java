package dev.sluice.runtime.run;

import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.SecretForms;
import dev.sluice.runtime.Surroundings;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Takes secrets out of text: an environment's secret variables and the event's passwords, in all
 * their {@linkplain SecretForms forms}. Short values, under {@link
 * Surroundings.Variable#SHORTEST_HIDDEN}, aren't searched for. Immutable.
 */
final class Redactor {
  private static final String MARK = "[REDACTED]";
  private static final int SHORTEST = Surroundings.Variable.SHORTEST_HIDDEN;

  /** The realm cuts no text shorter than this, in characters. */
  private static final int SHORTEST_CUT = 2_000;

  private final List<String> secrets;

  private Redactor(List<String> secrets) {
    this.secrets = secrets;
  }

  static Redactor of(RunRequest request) {
    List<String> hidden = request.surroundings().hidden();
    Set<String> passwords =
        mayHoldPassword(request.event().text()) ? passwords(request.event().tree()) : Set.of();
    if (passwords.isEmpty()) {
      return new Redactor(hidden);
    }
    // The longest first: a secret may be part of another.
    return new Redactor(
        Stream.concat(hidden.stream(), passwords.stream())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** Most events hold none, and needn't be parsed for it. A name may be written with escapes. */
  private static boolean mayHoldPassword(String event) {
    return event.contains("assword") || event.contains("ASSWORD") || event.contains("\\u");
  }

  /** Whether what an event has under that name is taken for a password, or several. */
  private static boolean isPassword(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith("password");
  }

  private static Set<String> passwords(JsonNode event) {
    Set<String> found = new LinkedHashSet<>();
    gather(event, false, found);
    return found;
  }

  private static void gather(JsonNode node, boolean password, Set<String> found) {
    if (node.isString() && password) {
      found.addAll(SecretForms.ofLong(node.stringValue()));
    }
    node.valueStream().filter(_ -> node.isArray()).forEach(it -> gather(it, password, found));
    node.propertyStream()
        .forEach(it -> gather(it.getValue(), password || isPassword(it.getKey()), found));
  }

  /** The JSON with every secret taken out of its texts, names and numbers; it stays JSON. */
  String redactJson(String json) {
    return json.length() < SHORTEST_CUT && secrets.stream().noneMatch(json::contains)
        ? json
        : Json.rewrite(json, this::redact, name -> null);
  }

  /** The same for an event, whose passwords go whatever they are, wherever they stand. */
  String redactEvent(String json) {
    return Json.rewrite(json, this::redact, name -> isPassword(name) ? MARK : null);
  }

  String redact(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, MARK);
    }
    return text.length() < SHORTEST_CUT ? clean : withoutBeginning(clean);
  }

  /** A long text may have been cut amid a secret, and end with the beginning of one. */
  private String withoutBeginning(String text) {
    for (String secret : secrets) {
      for (int length = secret.length() - 1; length >= SHORTEST; length--) {
        if (text.endsWith(secret.substring(0, length))) {
          return text.substring(0, text.length() - length) + MARK;
        }
      }
    }
    return text;
  }
}

package dev.sluice.runtime.run;

import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Takes secrets out of text: an environment's secret variables and the event's passwords, in all
 * their {@linkplain SecretForms forms}. Short values, under {@link
 * Surroundings.Variable#SHORTEST_HIDDEN}, aren't searched for. Immutable.
 */
final class Redactor {
  private static final String MARK = "[REDACTED]";
  private static final int SHORTEST = Surroundings.Variable.SHORTEST_HIDDEN;
  private static final List<String> PASSWORDS =
      List.of("password", "firstPassword", "secondPassword", "hashedPassword");

  /** The realm cuts no text shorter than this, in characters. */
  private static final int SHORTEST_CUT = 2_000;

  private final List<String> secrets;

  private Redactor(List<String> secrets) {
    this.secrets = secrets;
  }

  static Redactor of(RunRequest request) {
    List<String> found = new ArrayList<>();
    for (Surroundings.Variable variable : request.surroundings().variables().values()) {
      if (variable.secret()) {
        add(found, variable.value());
        variable.next().ifPresent(next -> add(found, next));
      }
    }
    if (mayHoldPassword(request.event().text())) {
      JsonNode auth = request.event().tree().path("context").path("auth");
      for (String name : PASSWORDS) {
        add(found, auth.path(name).asString(""));
      }
    }
    // The longest first: a secret may be part of another.
    found.sort(Comparator.comparingInt(String::length).reversed());
    return new Redactor(List.copyOf(found));
  }

  /** Most events hold none, and needn't be parsed for it. A name may be written with escapes. */
  private static boolean mayHoldPassword(String event) {
    return event.contains("assword") || event.contains("\\u");
  }

  private static void add(List<String> found, String secret) {
    if (secret.length() >= SHORTEST) {
      SecretForms.of(secret).forEach(found::add);
    }
  }

  /** The JSON with every secret taken out of its texts, names and numbers; it stays JSON. */
  String redactJson(String json) {
    return json.length() < SHORTEST_CUT && secrets.stream().noneMatch(json::contains)
        ? json
        : Json.rewrite(json, this::redact, name -> null);
  }

  /** The same for an event, whose passwords go whatever they are, wherever they stand. */
  String redactEvent(String json) {
    return Json.rewrite(json, this::redact, name -> PASSWORDS.contains(name) ? MARK : null);
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

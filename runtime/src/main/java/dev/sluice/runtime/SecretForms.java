package dev.sluice.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a secret may be written in text: as it is, inside JSON, inside JSON that is itself a text in
 * JSON, and in a URL. Most secrets look the same in all of them.
 */
public final class SecretForms {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ESCAPE = Pattern.compile("\\\\u[0-9A-F]{4}");

  private SecretForms() {}

  /**
   * Its different forms; none if it is shorter than what is searched for, {@link
   * Surroundings.Variable#SHORTEST_HIDDEN}.
   */
  public static Set<String> ofLong(String secret) {
    return secret.length() < Surroundings.Variable.SHORTEST_HIDDEN ? Set.of() : of(secret);
  }

  /** Its different forms. */
  static Set<String> of(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    String once = inJson(secret);
    forms.add(once);
    forms.add(inJson(once));
    String inJavaScript = asJavaScript(once);
    forms.add(inJavaScript);
    forms.add(inJson(inJavaScript));
    String inForm = URLEncoder.encode(secret, UTF_8);
    forms.add(inForm);
    String inPath = inForm.replace("+", "%20");
    forms.add(inPath);
    forms.add(asComponent(inPath));
    return forms;
  }

  private static String inJson(String text) {
    String quoted = JSON.writeValueAsString(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** JavaScript writes escapes in lower case. */
  private static String asJavaScript(String json) {
    return ESCAPE.matcher(json).replaceAll(it -> "\\" + it.group().toLowerCase(Locale.ROOT));
  }

  /**
   * {@code encodeURIComponent} leaves some characters that Java encodes, and the other way round.
   */
  private static String asComponent(String encoded) {
    return encoded
        .replace("%21", "!")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%7E", "~");
  }
}

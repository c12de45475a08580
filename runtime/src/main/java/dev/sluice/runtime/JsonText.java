package dev.sluice.runtime;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object as the text it came in, which is parsed only for those who ask. Immutable and
 * thread-safe.
 */
public final class JsonText {
  /** An object without members. */
  public static final JsonText EMPTY = new JsonText("{}");

  private static final JsonMapper JSON = new JsonMapper();

  private final String text;
  private volatile @Nullable JsonNode tree;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * @param text a JSON object, already found to be one
   */
  public static JsonText of(String text) {
    return new JsonText(text);
  }

  /** As it came, white space included. */
  public String text() {
    return text;
  }

  /**
   * What it holds. Not to be changed.
   *
   * @throws tools.jackson.core.JacksonException if it isn't JSON
   */
  public JsonNode tree() {
    @Nullable JsonNode known = tree;
    if (known == null) {
      known = JSON.readTree(text);
      tree = known;
    }
    return known;
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}

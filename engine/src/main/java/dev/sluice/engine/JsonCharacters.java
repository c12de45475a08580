package dev.sluice.engine;

import com.oracle.truffle.api.strings.TruffleString;
import org.jspecify.annotations.Nullable;

/**
 * JSON as its parser reads it: one character after the other, which Java's strings give faster than
 * the engine's own. The engine calls it before it parses.
 */
public final class JsonCharacters {
  private JsonCharacters() {}

  /** The text; nothing for nothing. */
  public static @Nullable String of(@Nullable TruffleString json) {
    return json == null ? null : json.toJavaStringUncached();
  }
}

package dev.sluice.runtime.run;

import dev.sluice.runtime.SourcePosition;
import dev.sluice.runtime.realm.ProgramCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a workflow threw, its stack led back to the author's code. Frames of the realm's own scripts
 * are left out.
 *
 * @param message as {@code name: message}
 * @param at the topmost frame in the author's own code; in a package's, if there is no other
 */
record Thrown(
    String message, Optional<SourcePosition> at, List<String> frames, Optional<Thrown> cause) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PACKAGES = "node_modules/";
  private static final Pattern FRAME =
      Pattern.compile("^\\s+at (?:(.*) \\()?([^()\\s]+):(\\d{1,7}):(\\d{1,7})\\)?$");

  /** Reads what the realm's {@code describe} wrote. */
  static Thrown read(String json, SourceMap map) {
    return read(JSON.readTree(json), map);
  }

  private static Thrown read(JsonNode error, SourceMap map) {
    List<String> frames = new ArrayList<>();
    List<SourcePosition> positions = new ArrayList<>();
    for (String line : error.path("stack").asString("").split("\n", -1)) {
      Matcher frame = FRAME.matcher(line);
      if (frame.matches() && frame.group(2).equals(ProgramCode.NAME)) {
        Optional<SourcePosition> position =
            map.find(
                Integer.parseInt(frame.group(3)) - ProgramCode.LINES_BEFORE,
                Integer.parseInt(frame.group(4)));
        frames.add(frame(frame.group(1), position));
        position.ifPresent(positions::add);
      }
    }
    JsonNode cause = error.path("cause");
    return new Thrown(
        message(error),
        culprit(positions),
        List.copyOf(frames),
        cause.isObject() ? Optional.of(read(cause, map)) : Optional.empty());
  }

  private static Optional<SourcePosition> culprit(List<SourcePosition> topDown) {
    return topDown.stream()
        .filter(position -> !position.file().startsWith(PACKAGES))
        .findFirst()
        .or(() -> topDown.stream().findFirst());
  }

  private static String frame(@Nullable String function, Optional<SourcePosition> position) {
    String where = position.map(SourcePosition::toString).orElse("(unknown)");
    return "    at " + (function == null ? where : function + " (" + where + ")");
  }

  private static String message(JsonNode error) {
    String name = error.path("name").asString("");
    String message = error.path("message").asString("");
    if (name.isEmpty()) {
      return message;
    }
    return message.isEmpty() ? name : name + ": " + message;
  }

  /** The message with the frames and causes below it, as a JavaScript engine prints an error. */
  String withStack() {
    String own = frames.isEmpty() ? message : message + "\n" + String.join("\n", frames);
    return own + cause.map(it -> "\n[cause]: " + it.withStack()).orElse("");
  }
}

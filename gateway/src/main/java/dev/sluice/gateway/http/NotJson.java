package dev.sluice.gateway.http;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;

/**
 * Why a body isn't the JSON it should be, in words for whoever sent it: where, and what was
 * expected there. They quote nothing of the body, which may hold secrets.
 */
final class NotJson {
  private NotJson() {}

  /** 400 with the reason. */
  static Refusal refusal(JacksonException e) {
    if (e.processor() instanceof JsonParser parser) {
      String field = path(parser);
      if (isDuplicate(e)) {
        return Refusal.badBody(Json.twice(field));
      }
      if (e instanceof InputCoercionException) {
        return Refusal.badBody(Json.outOfRange(field));
      }
    }
    // Good JSON, but not one object: nothing at all, something else, or something after it.
    return e instanceof DatabindException
        ? Refusal.badBody("The body must be one JSON object, and nothing after it.")
        : Refusal.badBody("The body isn't JSON: %s%s.".formatted(where(e), why(e)));
  }

  private static String where(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static String why(JacksonException e) {
    return switch (e) {
      case UnexpectedEndOfInputException _ -> "it ends before every {, [ and \" is closed";
      case StreamConstraintsException _ ->
          "it is nested too deeply, or a number or a name in it is too long";
      default -> expected(e);
    };
  }

  /** Where a parser is: names and places in lists. */
  static String path(JsonParser parser) {
    List<String> steps = new ArrayList<>();
    TokenStreamContext at = parser.streamReadContext();
    for (; at != null && !at.inRoot(); at = at.getParent()) {
      steps.add(at.inArray() ? Json.place(at.getCurrentIndex()) : at.currentName());
    }
    return Json.path(steps.reversed());
  }

  /** Jackson has no type of its own for that. */
  private static boolean isDuplicate(JacksonException e) {
    return e.getOriginalMessage().startsWith("Duplicate ");
  }

  private static String expected(JacksonException e) {
    if (e.processor() instanceof JsonParser parser) {
      if (parser.streamReadContext().inObject()) {
        return "within an object, only names in double quotes, each with a colon and a value, may"
            + " stand, with commas between them";
      }
      if (parser.streamReadContext().inArray()) {
        return "within an array, only values with commas between them may stand";
      }
    }
    return "only one object may stand there, in UTF-8";
  }
}

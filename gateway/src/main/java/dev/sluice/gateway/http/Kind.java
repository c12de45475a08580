package dev.sluice.gateway.http;

import java.util.Collection;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** What kind of value a field takes, in words that end a sentence. */
final class Kind {
  private Kind() {}

  /** What should have been there where that was thrown. */
  static String of(DatabindException e) {
    return e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? of(mismatch.getTargetType())
        : "a value of another kind";
  }

  private static String of(Class<?> type) {
    if (type == String.class) {
      return "text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }
}

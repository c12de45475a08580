package dev.sluice.webhook;

import org.jspecify.annotations.Nullable;

/** The headers of a request, by their names. */
@FunctionalInterface
interface Headers {
  /** The header's value, the first if it is there several times. */
  @Nullable String value(String name);

  default boolean has(String name) {
    return value(name) != null;
  }

  /** The header's value; empty if it isn't there. */
  default String text(String name) {
    String value = value(name);
    return value == null ? "" : value;
  }

  /** The value of the first of these that is there and not empty; empty if none is. */
  default String firstOf(String... names) {
    for (String name : names) {
      if (!text(name).isEmpty()) {
        return text(name);
      }
    }
    return "";
  }

  /** Whether the body is a form rather than JSON. */
  default boolean announceForm() {
    return text("Content-Type").startsWith("application/x-www-form-urlencoded");
  }
}

package dev.sluice.gateway.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A request's query parameters, read as strictly as bodies are. Immutable. */
public final class Query {
  private static final int LONGEST_SHOWN = 100;

  /** What stands for bytes that are no UTF-8. */
  private static final char UNREADABLE = '\uFFFD';

  private final Map<String, List<String>> given;

  private Query(Map<String, List<String>> given) {
    this.given = given;
  }

  /**
   * The parameters.
   *
   * @throws Refusal 400 naming one that isn't known, or is there twice
   */
  public static Query of(Context ctx, List<String> known) {
    Map<String, List<String>> given = ctx.queryParamMap();
    given.forEach((name, values) -> {
      if (!known.contains(name)) {
        throw unknown(name, known);
      }
      if (values.isEmpty()) {
        throw invalid("`" + name + "` can't be decoded: after a % there must be two hex digits.");
      }
      if (values.getFirst().indexOf(UNREADABLE) >= 0) {
        throw invalid("`" + name + "` must be percent-encoded UTF-8.");
      }
      if (values.size() > 1) {
        throw invalid("`" + name + "` may be given once only.");
      }
    });
    return new Query(given);
  }

  /**
   * Goes on only if the request has no parameters.
   *
   * @throws Refusal 400 naming one
   */
  public static void requireNone(Exchange exchange) {
    String query = exchange.query();
    if (!query.isEmpty()) {
      throw unknown(query.split("[=&]", 2)[0], List.of());
    }
  }

  private static Refusal unknown(String name, List<String> known) {
    String shown = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    List<String> sorted = new ArrayList<>(known);
    Collections.sort(sorted);
    return Refusal.badRequest(
        "unknown_parameter",
        "There is no parameter `%s` here; known are: %s."
            .formatted(shown, sorted.isEmpty() ? "none" : String.join(", ", sorted)));
  }

  private static Refusal invalid(String detail) {
    return Refusal.badRequest("invalid_parameter", detail);
  }

  /** The parameter as it came. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name)).map(List::getFirst);
  }

  /**
   * The parameter as a value.
   *
   * @param read gives the value, or nothing if it isn't one
   * @param must what the parameter must be, e.g. {@code a whole number}
   * @throws Refusal 400 naming it, if it isn't that
   */
  public <T> Optional<T> value(String name, Function<String, Optional<T>> read, String must) {
    return text(name)
        .map(text ->
            read.apply(text).orElseThrow(() -> invalid("`" + name + "` must be " + must + ".")));
  }

  /**
   * A value made by a constructor that validates, and says what is wrong.
   *
   * @throws Refusal 400 naming the parameter, with what the constructor says
   */
  public <T> Optional<T> valid(String name, Function<String, T> constructor) {
    return text(name)
        .map(text -> {
          try {
            return constructor.apply(text);
          } catch (IllegalArgumentException e) {
            throw invalid("`" + name + "` can't be used: " + e.getMessage() + ".");
          }
        });
  }

  /**
   * The parameter, which must be there.
   *
   * @throws Refusal 400 naming it, if it's missing
   */
  public static <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() -> invalid("The parameter `" + name + "` is missing."));
  }
}

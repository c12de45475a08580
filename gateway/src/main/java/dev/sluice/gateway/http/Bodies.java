package dev.sluice.gateway.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what administrators send. */
public final class Bodies {
  private static final BodyLimit LIMIT = new BodyLimit(256 * 1024, Duration.ofSeconds(10));

  private Bodies() {}

  /**
   * The body as a record.
   *
   * @throws Refusal 400, 408 or 413
   */
  public static <T> T read(Context ctx, Class<T> type) throws IOException {
    return read(ctx, type, LIMIT);
  }

  /**
   * The same with a limit of its own.
   *
   * @throws Refusal 400, 408 or 413
   */
  public static <T> T read(Context ctx, Class<T> type, BodyLimit limit) throws IOException {
    return Json.read(limit.read(ctx), type);
  }

  /**
   * The body as a record, or what stands for none.
   *
   * @throws Refusal 400, 408 or 413
   */
  public static <T> T readOr(Context ctx, Class<T> type, T none) throws IOException {
    byte[] body = LIMIT.read(ctx);
    return body.length == 0 ? none : Json.read(body, type);
  }

  /**
   * Goes on only if there is no body, or an empty object, as some clients send.
   *
   * @throws Refusal 400, 408 or 413
   */
  public static void requireNone(Context ctx) throws IOException {
    String body = new String(LIMIT.read(ctx), StandardCharsets.UTF_8).strip();
    if (!body.isEmpty() && !body.equals("{}")) {
      throw Refusal.badBody("This route takes no body: leave it out.");
    }
  }

  /**
   * A field that must be there.
   *
   * @throws Refusal 400 naming it
   */
  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw Refusal.badBody("The field `" + field + "` is missing.");
    }
    return value;
  }

  /**
   * A value made by a constructor that validates.
   *
   * @throws Refusal 400 with what the constructor says
   */
  public static <A, T> T valid(A argument, Function<A, T> constructor) {
    try {
      return constructor.apply(argument);
    } catch (IllegalArgumentException e) {
      throw Refusal.badBody(sentence(e));
    }
  }

  public static String sentence(RuntimeException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("a value is out of range");
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }
}

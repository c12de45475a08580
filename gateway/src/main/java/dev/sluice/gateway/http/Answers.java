package dev.sluice.gateway.http;

import io.javalin.http.Context;

/** How answers are written. */
public final class Answers {
  private Answers() {}

  /** Answers with {@code body} as JSON. */
  public static void json(Context ctx, int status, Object body) {
    prepare(ctx).status(status).contentType("application/json").result(Json.write(body));
  }

  /** Answers that it was done. */
  public static void noContent(Context ctx) {
    prepare(ctx).status(204);
  }

  /** Sets what every answer has: nobody is to keep it, or to guess what kind of thing it is. */
  public static Context prepare(Context ctx) {
    return ctx.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
  }
}

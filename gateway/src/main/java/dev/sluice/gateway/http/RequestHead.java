package dev.sluice.gateway.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** What a request says before its body, whoever answers it. */
public interface RequestHead {
  /** The value of that header, the first if there are several; null if there is none. */
  @Nullable String header(String name);

  /** Who sent the request, as far as proxies are believed. */
  String address();

  /** The head of a request that Javalin answers. */
  static RequestHead of(Context ctx) {
    return new RequestHead() {
      @Override
      public @Nullable String header(String name) {
        return ctx.header(name);
      }

      @Override
      public String address() {
        return ctx.ip();
      }
    };
  }
}

package dev.sluice.gateway.admin;

import io.javalin.http.Context;

/** What is left to do for a call that may be made. */
interface Route {
  /** For what is there if the environment is. */
  Route NOTHING_MORE = (ctx, call) -> {};

  void handle(Context ctx, Call call) throws Exception;
}

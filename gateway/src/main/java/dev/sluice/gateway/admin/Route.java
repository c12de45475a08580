package dev.sluice.gateway.admin;

import io.javalin.http.Context;

/** What is left to do for a call that may be made. */
interface Route {
  void handle(Context ctx, Call call) throws Exception;
}

package dev.sluice.gateway.http;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * The very end of a request: its answer was read whole, or the connection is gone. Javalin's
 * handlers are done before that, while the answer may still hold the request's thread.
 */
public final class Completion {
  private Completion() {}

  /** Has that done at the request's end, however it ends. */
  public static void of(Context ctx, Runnable done) {
    Request.addCompletionListener(
        ServletContextRequest.getServletContextRequest(ctx.req()), _ -> done.run());
  }
}

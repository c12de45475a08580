package dev.sluice.gateway.http;

import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.EndpointMetadata;
import java.io.IOException;

/**
 * A route that is answered on Jetty itself, before servlets and Javalin's router have seen the
 * request: for what every login waits for, as those would take a fifth of its time. It is kept with
 * its endpoint, so that the router still knows all routes there are. Thread-safe.
 */
public record DirectRoute(Answerer answerer) implements EndpointMetadata {

  /** Answers requests. Thread-safe. */
  @FunctionalInterface
  public interface Answerer {
    /**
     * Answers, or throws what a handler of Javalin's may throw.
     *
     * @throws IOException if the client went away
     */
    void answer(Exchange exchange) throws IOException;
  }

  /** The endpoint, for Javalin's router; it never gets to answer. */
  public Endpoint on(HandlerType method, String path) {
    return Endpoint.create(method, path)
        .addMetadata(this)
        .handler(ctx -> {
          throw new IllegalStateException(path + " should have been answered by now");
        });
  }
}

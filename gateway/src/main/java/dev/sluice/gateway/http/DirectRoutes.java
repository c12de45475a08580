package dev.sluice.gateway.http;

import io.javalin.router.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** Answers the {@link DirectRoute}s of a server, and passes everything else on. Thread-safe. */
public final class DirectRoutes extends Handler.Wrapper {
  private final List<Way> ways;

  private record Way(String method, PathTemplate path, DirectRoute.Answerer answerer) {
    static Stream<Way> of(Endpoint endpoint) {
      return Optional.ofNullable(endpoint.metadata(DirectRoute.class))
          .map(direct ->
              new Way(endpoint.method.name(), new PathTemplate(endpoint.path), direct.answerer()))
          .stream();
    }
  }

  /** Those among a server's endpoints. */
  public DirectRoutes(List<Endpoint> endpoints) {
    ways = endpoints.stream().flatMap(Way::of).toList();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    for (Way way : ways) {
      Optional<List<String>> parameters =
          way.method().equals(request.getMethod()) ? way.path().match(path) : Optional.empty();
      if (parameters.isPresent()) {
        answer(way, new Exchange(request, response, callback, parameters.get()));
        return true;
      }
    }
    return super.handle(request, response, callback);
  }

  // Whatever goes wrong, the caller is told, and the server goes on, as it does for other routes.
  @SuppressWarnings("IllegalCatch")
  private static void answer(Way way, Exchange exchange) {
    try {
      way.answerer().answer(exchange);
    } catch (Exception | Error e) {
      exchange.answer(Problems.of(e, exchange.line()));
      // What the line about it told, the next one on this thread mustn't.
      MDC.clear();
    }
  }
}

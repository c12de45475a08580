package dev.sluice.gateway.openapi;

import dev.sluice.gateway.http.DirectRoute;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Routes, each with what the document says of it. Not thread-safe until all are there. */
public final class Api {
  private final List<Endpoint> endpoints = new ArrayList<>();

  public void get(String path, Operation operation, Handler handler) {
    add(HandlerType.GET, path, operation, handler);
  }

  public void put(String path, Operation operation, Handler handler) {
    add(HandlerType.PUT, path, operation, handler);
  }

  public void post(String path, Operation operation, Handler handler) {
    add(HandlerType.POST, path, operation, handler);
  }

  /** One that is answered on Jetty itself. */
  public void post(String path, Operation operation, DirectRoute route) {
    endpoints.add(route.on(HandlerType.POST, path).withMetadata(operation));
  }

  public void delete(String path, Operation operation, Handler handler) {
    add(HandlerType.DELETE, path, operation, handler);
  }

  private void add(HandlerType method, String path, Operation operation, Handler handler) {
    endpoints.add(Endpoint.create(method, path).addMetadata(operation).handler(handler));
  }

  /** The routes added so far. */
  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }

  /** Adds them to a server; what may be gotten, with HEAD too. */
  public void register(RoutesConfig routes) {
    endpoints.forEach(routes::addEndpoint);
    endpoints.stream()
        .filter(it -> it.method.equals(HandlerType.GET))
        .map(Api::head)
        .forEach(routes::addEndpoint);
  }

  /** The same without the body. Without it, Javalin would say 200 itself and ask for no key. */
  private static Endpoint head(Endpoint get) {
    return new Endpoint(HandlerType.HEAD, get.path, get.handler)
        .withMetadata(Objects.requireNonNull(get.metadata(Operation.class)));
  }
}

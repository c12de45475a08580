package dev.sluice.gateway.openapi;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** Adds routes to a server, each with what is said of it in the document. Not thread-safe. */
public final class Api {
  private final RoutesConfig routes;
  private final List<Endpoint> endpoints = new ArrayList<>();

  public Api(RoutesConfig routes) {
    this.routes = routes;
  }

  public void get(String path, Operation operation, Handler handler) {
    add(HandlerType.GET, path, operation, handler);
  }

  public void put(String path, Operation operation, Handler handler) {
    add(HandlerType.PUT, path, operation, handler);
  }

  public void post(String path, Operation operation, Handler handler) {
    add(HandlerType.POST, path, operation, handler);
  }

  public void delete(String path, Operation operation, Handler handler) {
    add(HandlerType.DELETE, path, operation, handler);
  }

  private void add(HandlerType method, String path, Operation operation, Handler handler) {
    Endpoint endpoint = Endpoint.create(method, path).addMetadata(operation).handler(handler);
    endpoints.add(endpoint);
    routes.addEndpoint(endpoint);
  }

  /** The routes added so far. */
  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }
}

package dev.sluice.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * A request of a route's that is as it should be, until it is changed.
 *
 * @param route such as {@code GET /v1/environments/{environment}}
 * @param body nothing if it has none
 */
record GoodRequest(String route, String path, String body, Map<String, String> headers) {
  GoodRequest {
    headers = Map.copyOf(headers);
  }

  String method() {
    return route.substring(0, route.indexOf(' '));
  }

  GoodRequest at(String other) {
    return new GoodRequest(route, other, body, headers);
  }

  GoodRequest query(String text) {
    return at(path + (path.contains("?") ? "&" : "?") + text);
  }

  GoodRequest body(String other) {
    return new GoodRequest(route, path, other, headers);
  }

  GoodRequest header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new GoodRequest(route, path, body, more);
  }

  @Override
  public String toString() {
    String shown = body.length() > 200 ? body.length() + " characters" : body;
    return "%s as %s %s %s".formatted(route, path, headers, shown);
  }
}

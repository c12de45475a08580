package dev.sluice.syncworker.report;

import java.util.Map;
import java.util.Optional;

/**
 * One request to a host's API.
 *
 * @param path below the API's base
 * @param body written as JSON
 */
record Call(String method, String path, Optional<Map<String, String>> body) {
  static Call get(String path) {
    return new Call("GET", path, Optional.empty());
  }

  static Call with(String method, String path, Map<String, String> body) {
    return new Call(method, path, Optional.of(body));
  }

  /** Whether it changes what is there. */
  boolean writes() {
    return !method.equals("GET");
  }
}

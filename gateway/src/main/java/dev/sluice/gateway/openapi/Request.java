package dev.sluice.gateway.openapi;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operation takes beside what its path holds. Immutable.
 *
 * @param body empty if it takes none
 */
record Request(Optional<Body> body, List<Parameter> parameters) {
  static final Request NOTHING = new Request(Optional.empty(), List.of());

  /**
   * A JSON body.
   *
   * @param type a record
   */
  record Body(Type type, boolean required) {}

  Request {
    parameters = List.copyOf(parameters);
  }

  Request with(Body other) {
    return new Request(Optional.of(other), parameters);
  }

  Request with(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Request(body, more);
  }

  /** The names that its query may have. */
  List<String> queryNames() {
    return parameters.stream().filter(it -> it.in().equals("query")).map(Parameter::name).toList();
  }
}

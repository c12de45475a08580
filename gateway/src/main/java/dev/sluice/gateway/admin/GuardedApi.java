package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.gateway.openapi.Operation;

/**
 * The administration's routes, each behind what its operation demands: the document tells what is
 * checked, as it is checked by it. Not thread-safe until all are there.
 */
record GuardedApi(Api api, Access access) {

  void get(String path, Operation operation, Route route) {
    api.get(path, told(operation), access.guarded(operation, Route.NOTHING_MORE, route));
  }

  void put(String path, Operation operation, Route route) {
    put(path, operation, Route.NOTHING_MORE, route);
  }

  /**
   * The same for a part of an environment.
   *
   * @param there refuses if the part isn't there, before the body is looked at
   */
  void put(String path, Operation operation, Route there, Route route) {
    api.put(path, toldOfChange(operation), access.guarded(operation, there, route));
  }

  void post(String path, Operation operation, Route route) {
    post(path, operation, Route.NOTHING_MORE, route);
  }

  /**
   * The same for a part of an environment, as with {@link #put(String, Operation, Route, Route)}.
   */
  void post(String path, Operation operation, Route there, Route route) {
    Operation whole = withItsBody(operation);
    api.post(path, toldOfChange(whole), access.guarded(whole, there, route));
  }

  void delete(String path, Operation operation, Route route) {
    delete(path, operation, Route.NOTHING_MORE, route);
  }

  /**
   * The same for a part of an environment, as with {@link #put(String, Operation, Route, Route)}.
   */
  void delete(String path, Operation operation, Route there, Route route) {
    Operation whole = withItsBody(operation);
    api.delete(path, toldOfChange(whole), access.guarded(whole, there, route));
  }

  private static Operation withItsBody(Operation operation) {
    return operation.takesBody() ? operation : operation.takesNoBody();
  }

  /** With what any of them may be refused with when there is a crowd. */
  private static Operation told(Operation operation) {
    return operation.refuses(ProblemCode.TOO_MANY_AT_ONCE);
  }

  /** The same, of one that changes something: a header that nobody looks at is refused. */
  private static Operation toldOfChange(Operation operation) {
    return told(operation).refuses(ProblemCode.INVALID_IF_MATCH);
  }
}

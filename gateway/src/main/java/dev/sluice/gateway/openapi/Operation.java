package dev.sluice.gateway.openapi;

import dev.sluice.gateway.access.Right;
import io.javalin.router.EndpointMetadata;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one route does, for the document. Immutable.
 *
 * @param id a verb and what it is about, unique, e.g. {@code rollBackRelease}
 * @param summary one sentence
 * @param right what a key needs; empty if the route asks for none
 */
public record Operation(
    String id, String summary, Optional<Right> right, Request request, List<Answer> answers)
    implements EndpointMetadata {
  public Operation {
    answers = List.copyOf(answers);
  }

  /**
   * What it takes beside what its path holds.
   *
   * @param body a record; empty if it takes none
   */
  record Request(Optional<Body> body, List<Parameter> parameters) {
    Request {
      parameters = List.copyOf(parameters);
    }

    Request with(Parameter parameter) {
      List<Parameter> more = new ArrayList<>(parameters);
      more.add(parameter);
      return new Request(body, more);
    }
  }

  record Body(Type type, boolean required) {}

  /**
   * @param in {@code query} or {@code header}
   */
  record Parameter(String in, String name, String description) {}

  /**
   * A good answer.
   *
   * @param body what it holds; empty if it has none
   * @param listed whether it is a page of those
   */
  record Answer(int status, Optional<Type> body, boolean listed) {}

  /** An operation that anyone may call, and that takes nothing. */
  public static Operation of(String id, String summary) {
    Request nothing = new Request(Optional.empty(), List.of());
    return new Operation(id, summary, Optional.empty(), nothing, List.of());
  }

  /** The same for keys with that right. */
  public Operation needs(Right needed) {
    return new Operation(id, summary, Optional.of(needed), request, answers);
  }

  /** The same with a JSON body. */
  public Operation takes(Type body) {
    return with(new Request(Optional.of(new Body(body, true)), request.parameters()));
  }

  /** The same with a JSON body that may be left out. */
  public Operation mayTake(Type body) {
    return with(new Request(Optional.of(new Body(body, false)), request.parameters()));
  }

  /** The same with a parameter of the query. */
  public Operation query(String name, String description) {
    return with(request.with(new Parameter("query", name, description)));
  }

  /** The same with a header. */
  public Operation header(String name, String description) {
    return with(request.with(new Parameter("header", name, description)));
  }

  /** The same, refused if another release is live than {@code If-Match} names. */
  public Operation comparesLive() {
    return header("If-Match", "the number of the release believed live; 409 if another one is");
  }

  /** The same with an answer that has a JSON body. */
  public Operation answers(int status, Type body) {
    return with(new Answer(status, Optional.of(body), false));
  }

  /** The same with an answer that has no body. */
  public Operation answers(int status) {
    return with(new Answer(status, Optional.empty(), false));
  }

  /** The same, answered with a page of such items. */
  public Operation lists(Type item) {
    return query("limit", "how many at most: 1 to 200, 50 if left out")
        .query("after", "`next` of the page before")
        .with(new Answer(200, Optional.of(item), true));
  }

  private Operation with(Request next) {
    return new Operation(id, summary, right, next, answers);
  }

  private Operation with(Answer answer) {
    List<Answer> more = new ArrayList<>(answers);
    more.add(answer);
    return new Operation(id, summary, right, request, more);
  }
}

package dev.sluice.gateway.openapi;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Query;
import io.javalin.http.Context;
import io.javalin.router.EndpointMetadata;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one route does, for the document. Immutable.
 *
 * @param id a verb and what it is about, unique, e.g. {@code rollBackRelease}
 * @param summary one sentence
 * @param demand what a key needs; empty if the route asks for none
 */
public record Operation(
    String id, String summary, Optional<Demand> demand, Request request, Outcome outcome)
    implements EndpointMetadata {

  /** An operation that anyone may call, and that takes nothing. */
  public static Operation of(String id, String summary) {
    return new Operation(id, summary, Optional.empty(), Request.NOTHING, Outcome.NONE);
  }

  /** The same for keys with that right; it takes no query parameter that isn't said. */
  public Operation needs(Right right) {
    return demands(new Demand(right, Demand.Where.SOMEWHERE));
  }

  /** The same for keys with that right in every environment. */
  public Operation needsEverywhere(Right right) {
    return demands(new Demand(right, Demand.Where.EVERYWHERE));
  }

  /** The same for keys with that right in the path's environment, which must exist. */
  public Operation inEnvironment(Right right) {
    return demands(new Demand(right, Demand.Where.THERE)).refuses(ProblemCode.UNKNOWN_ENVIRONMENT);
  }

  /** The same for keys with that right in the path's environment, which needn't exist. */
  public Operation inNamedEnvironment(Right right) {
    return demands(new Demand(right, Demand.Where.NAMED));
  }

  private Operation demands(Demand demanded) {
    return new Operation(id, summary, Optional.of(demanded), request, outcome)
        .refuses(
            ProblemCode.UNAUTHORIZED,
            ProblemCode.EXPIRED_KEY,
            ProblemCode.TOO_MANY_FAILURES,
            ProblemCode.FORBIDDEN,
            ProblemCode.UNKNOWN_PARAMETER,
            ProblemCode.REGISTRY_AWAY,
            ProblemCode.UNWRITABLE,
            ProblemCode.SATURATED);
  }

  /** The same with a JSON body. */
  public Operation takes(Type body) {
    return with(new Request.Body(body, true));
  }

  /** The same with a JSON body that may be left out. */
  public Operation mayTake(Type body) {
    return with(new Request.Body(body, false));
  }

  /** The same with parameters of the query. */
  public Operation query(Parameter... more) {
    Operation next = refuses(ProblemCode.INVALID_PARAMETER);
    for (Parameter parameter : more) {
      next = next.with(next.request.with(parameter));
    }
    return next;
  }

  /** The same with a header that may be left out. */
  public Operation header(String name, String description) {
    return with(request.with(Parameter.header(name, description)));
  }

  /** The same, refused if another release is live than {@code If-Match} names. */
  public Operation comparesLive() {
    return header("If-Match", "The number of the release believed live; 409 if another one is")
        .refuses(ProblemCode.INVALID_IF_MATCH, ProblemCode.NOT_THE_LIVE_RELEASE);
  }

  /** The same, refused if other settings are there than {@code If-Match} names by their tag. */
  public Operation comparesSettings() {
    return header(
            "If-Match",
            "The `ETag` of the settings that were read, or the number of the release believed"
                + " live; 409 if others are there, or another one is live")
        .refuses(
            ProblemCode.INVALID_IF_MATCH,
            ProblemCode.NOT_THE_LIVE_RELEASE,
            ProblemCode.SETTINGS_CHANGED);
  }

  /** The same, which can be sent again without being done again. */
  public Operation mayBeRepeated() {
    return header(
            "Idempotency-Key",
            "1 to 200 characters; sent again with the same within 24 hours, the request gets the"
                + " same answer and nothing is done again")
        .refuses(
            ProblemCode.INVALID_IDEMPOTENCY_KEY,
            ProblemCode.IDEMPOTENCY_KEY_REUSED,
            ProblemCode.REQUEST_UNDER_WAY,
            ProblemCode.ANSWER_LOST,
            ProblemCode.TOO_MANY_IDEMPOTENCY_KEYS)
        .reads();
  }

  /**
   * The same, refused if a body can't be read; one that should be empty has to be looked at too.
   */
  public Operation takesNoBody() {
    return refuses(ProblemCode.INVALID_BODY).reads();
  }

  private Operation reads() {
    return refuses(ProblemCode.TOO_LARGE, ProblemCode.UNSUPPORTED_MEDIA_TYPE, ProblemCode.TOO_SLOW);
  }

  /** Whether it says that it takes a body. */
  public boolean takesBody() {
    return request.body().isPresent();
  }

  /** The same with an answer that is a record. */
  public Operation answers(int status, Type body) {
    return with(new Answer(status, new Answer.Json(body, false)));
  }

  /** The same with an answer that is a record, and perhaps {@code warnings}. */
  public Operation answersWarned(int status, Type body) {
    return with(new Answer(status, new Answer.Json(body, true)));
  }

  /** The same with an answer that has no body. */
  public Operation answers(int status) {
    return with(new Answer(status, new Answer.Nothing()));
  }

  /** The same with an answer of a kind that has no schema here. */
  public Operation answersAs(String contentType) {
    return with(new Answer(200, new Answer.Other(contentType)));
  }

  /** The same, answered with a page of such items. */
  public Operation lists(Type item) {
    return lists(item, Map.of());
  }

  /** The same, and what may stand beside the items. */
  public Operation lists(Type item, Map<String, Type> beside) {
    return query(
            Parameter.query(
                "limit", "How many at most: 1 to 200, 50 if left out", Parameter.Form.NUMBER),
            Parameter.query("after", "`next` of the page before", Parameter.Form.TEXT))
        .refuses(ProblemCode.INVALID_LIMIT, ProblemCode.INVALID_AFTER)
        .with(new Answer(200, new Answer.Page(item, beside)));
  }

  /** The same, which may be answered with those problems. */
  public Operation refuses(ProblemCode... codes) {
    return new Operation(id, summary, demand, request, outcome.with(List.of(codes)));
  }

  /** Whether it says that it takes that header. */
  public boolean takesHeader(String name) {
    return request.parameters().stream()
        .anyMatch(it -> it.in().equals("header") && it.name().equals(name));
  }

  /** Whether it says that it may be answered with that problem. */
  public boolean mayBeRefused(ProblemCode code) {
    return outcome.refusals().contains(code);
  }

  /**
   * Goes on only if the request's query has nothing that its route doesn't say it takes.
   *
   * @throws dev.sluice.gateway.http.Refusal 400 naming what isn't known
   */
  public static void requireKnownQuery(Context ctx) {
    if (ctx.queryString() == null) {
      return;
    }
    Operation operation = ctx.endpoint().metadata(Operation.class);
    if (operation != null) {
      Query.of(ctx, operation.request().queryNames());
    }
  }

  private Operation with(Request.Body body) {
    return with(request.with(body)).refuses(ProblemCode.INVALID_BODY).reads();
  }

  private Operation with(Request next) {
    return new Operation(id, summary, demand, next, outcome);
  }

  private Operation with(Answer answer) {
    return new Operation(id, summary, demand, request, outcome.with(answer));
  }
}

package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How every route that changes what is live reads what is wanted and answers what became of it. */
final class ReleaseChanges {
  private static final int LONGEST_NOTE = 2_000;

  private final Activated activated;

  ReleaseChanges(Activated activated) {
    this.activated = activated;
  }

  /**
   * What such a route takes; it may be left out.
   *
   * @param note why, for the history
   */
  record Body(@Nullable String note) {}

  /** What all of them have in common. */
  static Operation described(Operation change) {
    return change.inEnvironment(Right.DEPLOY).comparesLive().refuses(ProblemCode.NOT_ACTIVATED);
  }

  /**
   * What the caller wants, from the body.
   *
   * @throws Refusal 400 if it can't be read
   */
  ChangeRequest read(Context ctx, Call call) throws IOException {
    return request(call, Bodies.readOr(ctx, Body.class, new Body(null)).note());
  }

  ChangeRequest request(Call call, @Nullable String note) {
    if (note != null && note.length() > LONGEST_NOTE) {
      throw Refusal.badBody("`note` may have at most %,d characters.".formatted(LONGEST_NOTE));
    }
    return new ChangeRequest(
        call.caller().id().value(), Optional.ofNullable(note).filter(it -> !it.isBlank()));
  }

  /**
   * Answers once this process serves the change.
   *
   * @param unknown what to say if there's nothing of that name
   * @param unchanged what to say if it was so already
   */
  void answer(
      Context ctx,
      EnvironmentName environment,
      ReleaseOutcome outcome,
      Supplier<Refusal> unknown,
      Supplier<Refusal> unchanged) {
    switch (outcome) {
      case ReleaseOutcome.Released(Release release) -> {
        // First: whoever sends the request again is to get this answer, once it is served.
        Answers.json(ctx, 200, ReleaseView.of(release, OptionalInt.of(release.number())));
        activated.await(environment, newest -> newest.number() == release.number());
      }
      case ReleaseOutcome.Unchanged() -> throw unchanged.get();
      case ReleaseOutcome.Unknown() -> throw unknown.get();
      case ReleaseOutcome.Conflict(Optional<Release> live) ->
          throw new IllegalStateException("nobody asked to compare with " + live);
    }
  }

  /** 409: there's nothing to change. */
  static Refusal nothingToDo(String code, String detail) {
    return new Refusal(new HttpProblem(409, code, "Nothing to change", detail));
  }
}

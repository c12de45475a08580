package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.request.Requests;
import java.time.Duration;

/** Why a request with an {@code Idempotency-Key} isn't done. */
final class OnceRefusals {
  private OnceRefusals() {}

  static Refusal different() {
    return new Refusal(
        new HttpProblem(
            422,
            "idempotency_key_reused",
            "The Idempotency-Key belongs to another request",
            "Within the last 24 hours that key came with another request or body. Use a new key"
                + " for a new request."));
  }

  /**
   * @param left how long it may take yet
   */
  static Refusal underWay(Duration left) {
    Duration pause = left.plusMillis(999);
    HttpProblem problem =
        new HttpProblem(
            409,
            "request_under_way",
            "The first request of that Idempotency-Key isn't answered yet",
            "Send it again to get its answer: most are there in a moment. If its server was killed"
                + " meanwhile, that is known in %d s.".formatted(pause.toSeconds()));
    return new Refusal(problem.retryAfter(pause));
  }

  static Refusal answerLost(String change) {
    return new Refusal(
        new HttpProblem(
            409,
            "answer_lost",
            "It was done, but its answer was lost",
            "See the audit entry %s for what was done. Nothing was done again; to do so, use a new"
                    .formatted(change)
                + " key."));
  }

  static Refusal tooMany(Duration pause) {
    HttpProblem problem =
        new HttpProblem(
            429,
            "too_many_idempotency_keys",
            "Too many requests are remembered",
            "%,d requests of this API key are remembered for 24 hours. Send this one without"
                    .formatted(Requests.MOST)
                + " Idempotency-Key, or wait.");
    return new Refusal(problem.retryAfter(pause.plusMillis(999)));
  }
}

package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.sync.ConnectionTest;
import dev.sluice.registry.sync.ConnectionTest.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A connection test as administrators see it.
 *
 * @param ok whether the repository can be reached and read, whatever its webhook does; absent until
 *     the test has ended, as {@code steps}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ConnectionTestView(
    String id,
    @OneOf({"waiting", "ended"}) String status,
    Optional<Boolean> ok,
    Optional<List<Step>> steps,
    Instant askedAt) {
  private static final String WEBHOOK = "webhook";

  static ConnectionTestView of(ConnectionTest test) {
    return new ConnectionTestView(
        test.id().value(),
        test.steps().isPresent() ? "ended" : "waiting",
        test.steps().map(ConnectionTestView::isOk),
        test.steps(),
        test.askedAt());
  }

  private static boolean isOk(List<Step> steps) {
    return steps.stream().allMatch(step -> step.ok() || step.name().equals(WEBHOOK));
  }
}

package dev.sluice.runtime.run;

import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.fetch.Fetches;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The host's half of {@code kinde.fetch} and {@code kinde.secureFetch}, for one run. Belongs to the
 * run's thread.
 */
final class FetchBinding {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String OVER = "{\"error\":\"fetch failed: the run's time is over\"}";

  private final Fetches fetches;
  private final EventLoop loop;
  private final RunLog log;

  FetchBinding(Fetches fetches, EventLoop loop, RunLog log) {
    this.fetches = fetches;
    this.loop = loop;
    this.log = log;
  }

  /** What the news of that request is called. */
  static String id(int number) {
    return "fetch-" + number;
  }

  /** Its number; or why there's none, as text that the realm's half throws. */
  Object start(String request) {
    return number(fetches.start(request));
  }

  /** Its number; or why there's none, as text that the realm's half throws. */
  Object startSealed(String request) {
    return number(fetches.startSealed(request));
  }

  private Object number(Fetches.Started started) {
    return switch (started) {
      case Fetches.Started.TooMany tooMany ->
          Failure.plain("too_many_fetches", tooMany.reason()).refusal();
      case Fetches.Started.Refusal refusal -> refusal(refusal);
      case Fetches.Started.UnderWay fetch -> {
        loop.expect();
        yield fetch.number();
      }
    };
  }

  /** Throws where the author called; what there's no room for in the log has failed the run. */
  private String refusal(Fetches.Started.Refusal refusal) {
    return log.add(LogLine.Level.INFO, refusal.summary())
        .map(Failure::refusal)
        .orElseGet(() -> JSON.createObjectNode().put("error", refusal.reason()).toString());
  }

  String await(int number) {
    Optional<String> answer = fetches.peek(number);
    return answer.or(() -> waitFor(number)).orElse(OVER);
  }

  private Optional<String> waitFor(int number) {
    loop.stepAside();
    try {
      Optional<String> answer = fetches.await(number);
      return loop.stepBack() ? answer : Optional.empty();
    } catch (InterruptedException e) {
      // The watchdog's stop: the realm is told to end right after this returns.
      return Optional.empty();
    }
  }

  /** The answer, if it has arrived. */
  Optional<String> peek(int number) {
    return fetches.peek(number);
  }
}

package dev.sluice.runtime.run;

import dev.sluice.runtime.fetch.Fetches;
import java.util.Optional;

/**
 * The host's half of {@code kinde.fetch} and {@code kinde.secureFetch}, for one run. Belongs to the
 * run's thread.
 */
final class FetchBinding {
  private final Fetches fetches;
  private final EventLoop loop;

  FetchBinding(Fetches fetches, EventLoop loop) {
    this.fetches = fetches;
    this.loop = loop;
  }

  /** What the news of that request is called. */
  static String id(int number) {
    return "fetch-" + number;
  }

  /** Its number; or, as text, why there's none. */
  Object start(String request) {
    return number(fetches.start(request));
  }

  /** Its number; or, as text, why there's none. */
  Object startSealed(String request) {
    return number(fetches.startSealed(request));
  }

  private Object number(Fetches.Started started) {
    return switch (started) {
      case Fetches.Started.Refusal refusal -> refusal.reason();
      case Fetches.Started.UnderWay fetch -> {
        loop.expect();
        yield fetch.number();
      }
    };
  }

  String await(int number) {
    Optional<String> answer;
    try {
      answer = fetches.await(number);
    } catch (InterruptedException e) {
      // The stop at the deadline; the realm is told to end right after this returns.
      answer = Optional.empty();
    }
    return answer.orElse("{\"error\":\"fetch failed: the run's time is over\"}");
  }

  /** The answer, if it has arrived. */
  Optional<String> peek(int number) {
    return fetches.peek(number);
  }
}

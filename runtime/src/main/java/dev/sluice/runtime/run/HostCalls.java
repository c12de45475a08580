package dev.sluice.runtime.run;

import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.fetch.Fetches;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one function by which a realm asks the host for something. It takes and gives only text,
 * numbers and null, and never throws: neither a host object nor a host exception reaches a
 * workflow. Belongs to the run's thread.
 */
final class HostCalls implements ProxyExecutable {
  private static final Logger logger = LoggerFactory.getLogger(HostCalls.class);
  private static final JsonMapper JSON = new JsonMapper();

  private static final String OVER = "{\"error\":\"fetch failed: the run's time is over\"}";

  private final RunState state;
  private final EventLoop loop;
  private final Fetches fetches;
  private final TokenBinding tokens;
  private final Map<String, Surroundings.Variable> variables;

  HostCalls(
      RunState state,
      EventLoop loop,
      Fetches fetches,
      TokenBinding tokens,
      Map<String, Surroundings.Variable> variables) {
    this.state = state;
    this.loop = loop;
    this.fetches = fetches;
    this.tokens = tokens;
    this.variables = variables;
  }

  static String fetchId(int number) {
    return "fetch-" + number;
  }

  @Override
  public @Nullable Object execute(Value... arguments) {
    try {
      return call(arguments[0].asString(), arguments);
    } catch (RuntimeException e) {
      if (e instanceof PolyglotException stop && (stop.isInterrupted() || stop.isCancelled())) {
        throw e;
      }
      logger.error("A host call failed", e);
      state.doom(
          "internal_error", "{\"message\":\"A host call failed; it is in the server's log\"}");
      return null;
    }
  }

  private @Nullable Object call(String name, Value[] arguments) {
    switch (name) {
      case "settled" -> state.settle();
      case "failed" -> state.fail("uncaught_exception", text(arguments, 1));
      case "doomed" -> state.doom(text(arguments, 1), text(arguments, 2));
      case "invalidField" -> state.markFieldInvalid();
      case "deny" ->
          state.denials().add(text(arguments, 1), text(arguments, 2), text(arguments, 3));
      case "timer" -> loop.setTimer(text(arguments, 1), millis(arguments[2]));
      default -> {
        return ask(name, arguments);
      }
    }
    return null;
  }

  private @Nullable Object ask(String name, Value[] arguments) {
    return switch (name) {
      case "log" -> log(level(text(arguments, 1)), text(arguments, 2));
      case "env" -> variable(text(arguments, 1));
      case "fetch" -> fetch(text(arguments, 1));
      case "await" -> await(arguments[1].asInt());
      case "peek" -> fetches.peek(arguments[1].asInt()).orElse(null);
      case "cachedToken" -> tokens.find(text(arguments, 1), text(arguments, 2));
      case "keepToken" -> keepToken(arguments);
      default -> throw new IllegalArgumentException("no host call is named " + name);
    };
  }

  /** Null; or how the run fails, as it logged too much. */
  private @Nullable String log(LogLine.Level level, String text) {
    return state.log().add(level, text).map(HostCalls::refusal).orElse(null);
  }

  /** Tells the realm to throw, and to fail the run with that code. */
  private static String refusal(Failure failure) {
    return JSON.createObjectNode()
        .put("error", failure.message())
        .put("code", failure.code())
        .toString();
  }

  private @Nullable String variable(String name) {
    Surroundings.@Nullable Variable variable = variables.get(name);
    return variable == null
        ? null
        : JSON.createObjectNode()
            .put("value", variable.value())
            .put("isSecret", variable.secret())
            .toString();
  }

  /** Its number; or, as text, why there's none. */
  private Object fetch(String request) {
    return switch (fetches.start(request)) {
      case Fetches.Started.TooMany tooMany ->
          refusal(Failure.plain("too_many_fetches", tooMany.reason()));
      case Fetches.Started.Refusal refusal ->
          JSON.createObjectNode().put("error", refusal.reason()).toString();
      case Fetches.Started.UnderWay fetch -> {
        loop.expect();
        yield fetch.number();
      }
    };
  }

  private String await(int number) {
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

  private @Nullable String keepToken(Value[] arguments) {
    @Nullable String id =
        tokens.keep(text(arguments, 1), text(arguments, 2), text(arguments, 3), fetches);
    if (id != null) {
      loop.expect();
    }
    return id;
  }

  private static LogLine.Level level(String name) {
    return LogLine.Level.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String text(Value[] arguments, int index) {
    return arguments[index].asString();
  }

  private static long millis(Value delay) {
    return (long) (delay.asDouble() * 1_000_000);
  }
}

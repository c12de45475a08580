package dev.sluice.runtime.run;

import dev.sluice.runtime.LogLine;
import java.util.Locale;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one function by which a realm asks the host for something. It takes and gives only text,
 * numbers and null, and never throws: neither a host object nor a host exception reaches a
 * workflow. Belongs to the run's thread.
 */
final class HostCalls implements ProxyExecutable {
  private static final Logger logger = LoggerFactory.getLogger(HostCalls.class);

  private final RunState state;
  private final EventLoop loop;
  private final HostServices services;
  private boolean failed;

  HostCalls(RunState state, EventLoop loop, HostServices services) {
    this.state = state;
    this.loop = loop;
    this.services = services;
  }

  @Override
  public @Nullable Object execute(Value... arguments) {
    try {
      return call(arguments[0].asString(), arguments);
    } catch (RuntimeException e) {
      if (e instanceof PolyglotException stop && (stop.isInterrupted() || stop.isCancelled())) {
        throw e;
      }
      logOnce(e);
      state.doom(
          "internal_error", "{\"message\":\"A host call failed; it is in the server's log\"}");
      return null;
    }
  }

  /** A workflow that provokes a failure can do so without end. */
  private void logOnce(RuntimeException failure) {
    if (!failed) {
      failed = true;
      state.log().work().in(logger.atError()).setCause(failure).log("A host call failed");
    }
  }

  private @Nullable Object call(String name, Value[] arguments) {
    switch (name) {
      case "settled" -> state.settle();
      case "failed" -> state.fail("uncaught_exception", text(arguments, 1));
      case "doomed" -> state.doom(text(arguments, 1), text(arguments, 2));
      case "rejected" -> state.rejected(text(arguments, 1));
      case "invalidField" -> state.markFieldInvalid();
      case "deny" ->
          state.denials().add(text(arguments, 1), text(arguments, 2), text(arguments, 3));
      case "timer" -> loop.setTimer(text(arguments, 1), millis(arguments[2]));
      case "log" -> {
        return log(level(text(arguments, 1)), text(arguments, 2));
      }
      default -> {
        return services.ask(name, arguments);
      }
    }
    return null;
  }

  /** Null; or how the run fails, as it logged too much. */
  private @Nullable String log(LogLine.Level level, String text) {
    return state.log().add(level, state.authored(text)).map(Failure::refusal).orElse(null);
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

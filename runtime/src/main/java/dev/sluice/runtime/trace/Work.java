package dev.sluice.runtime.trace;

import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A piece of work as others know it. Thread-safe.
 *
 * @param span what it is followed by
 * @param names what it is known by in logs, such as {@code runId}; asked for only when something is
 *     logged
 */
public record Work(Span span, Supplier<Map<String, String>> names) {
  /** One that nobody knows. */
  public static final Work UNKNOWN = new Work(Span.NONE, Map::of);

  /** Has a line tell of it. */
  public LoggingEventBuilder in(LoggingEventBuilder line) {
    LoggingEventBuilder all = line;
    for (Map.Entry<String, String> name : names.get().entrySet()) {
      all = all.addKeyValue(name.getKey(), name.getValue());
    }
    return all;
  }

  /** Has all that the calling thread logs tell of it, until it clears the {@link MDC}. */
  public void inAllLines() {
    names.get().forEach(MDC::put);
  }
}

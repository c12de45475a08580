package dev.sluice.cli.log;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log of this process. */
public final class Logs {
  /** What may be logged from, the most important first. */
  public static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

  /** Read by {@code logback.xml}. */
  private static final String FORMAT = "sluice.log.format";

  private static final String LEVEL = "sluice.log";

  private Logs() {}

  /**
   * Has it written like that from now on. To be called before anything is logged.
   *
   * @param level one of {@link #LEVELS}; empty for the usual one
   */
  public static void begin(LogFormat format, Optional<String> level) {
    System.setProperty(FORMAT, format.toString());
    level.ifPresent(it -> System.setProperty(LEVEL, it.toUpperCase(Locale.ROOT)));
    if (format == LogFormat.JSON) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
    Thread.setDefaultUncaughtExceptionHandler((thread, e) ->
        LoggerFactory.getLogger(Logs.class).error("The thread {} has ended", thread.getName(), e));
  }

  /** Whether each line of it is to be a JSON object. */
  public static boolean areJson() {
    return LogFormat.JSON.toString().equals(System.getProperty(FORMAT));
  }
}

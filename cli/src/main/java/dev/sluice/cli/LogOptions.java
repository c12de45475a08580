package dev.sluice.cli;

import dev.sluice.cli.log.LogFormat;
import dev.sluice.cli.log.Logs;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how the log is written. */
final class LogOptions {
  @Option(
      names = "--log-format",
      paramLabel = "<format>",
      description =
          "text for people, or json: an object a line (default: SLUICE_LOG_FORMAT, or text)")
  private @Nullable String format;

  @Option(
      names = "--log-level",
      paramLabel = "<level>",
      description =
          "what is logged: error, warn, info, debug or trace (default: SLUICE_LOG_LEVEL, or info)")
  private @Nullable String level;

  /**
   * Has the log written as they say.
   *
   * @throws CommandFailure if there's no such format or level
   */
  void begin(Map<String, String> environment) {
    Logs.begin(
        given(format, environment.get("SLUICE_LOG_FORMAT"))
            .map(LogOptions::format)
            .orElse(LogFormat.TEXT),
        given(level, environment.get("SLUICE_LOG_LEVEL")).map(LogOptions::level));
  }

  private static Optional<String> given(@Nullable String option, @Nullable String variable) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(variable).filter(it -> !it.isBlank()));
  }

  private static LogFormat format(String name) {
    return LogFormat.named(name)
        .orElseThrow(
            () -> new CommandFailure(2, "the log is written as text or json, not as " + name));
  }

  private static String level(String name) {
    if (!Logs.LEVELS.contains(name)) {
      throw new CommandFailure(
          2, "a log level is one of " + String.join(", ", Logs.LEVELS) + ", not " + name);
    }
    return name;
  }
}

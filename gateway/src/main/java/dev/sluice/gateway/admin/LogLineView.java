package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.sync.SyncLogLine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line of a log as administrators see it.
 *
 * @param line its number in the log, from 1
 * @param at absent in a build's log, as is the level
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record LogLineView(
    int line,
    Optional<Instant> at,
    @OneOf({"debug", "info", "warn", "error"}) Optional<String> level,
    String text) {

  static List<LogLineView> ofSync(List<SyncLogLine> log) {
    return IntStream.range(0, log.size()).mapToObj(i -> of(i + 1, log.get(i))).toList();
  }

  private static LogLineView of(int number, SyncLogLine line) {
    String level = line.level().name().toLowerCase(Locale.ROOT);
    return new LogLineView(number, Optional.of(line.at()), Optional.of(level), line.text());
  }

  static List<LogLineView> ofRun(List<RunRecord.LogLine> log) {
    return IntStream.range(0, log.size()).mapToObj(i -> of(i + 1, log.get(i))).toList();
  }

  private static LogLineView of(int number, RunRecord.LogLine line) {
    return new LogLineView(number, Optional.of(line.at()), Optional.of(line.level()), line.text());
  }

  static List<LogLineView> ofBuild(String log) {
    List<String> lines = log.lines().toList();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> new LogLineView(i + 1, Optional.empty(), Optional.empty(), lines.get(i)))
        .toList();
  }

  boolean isOfLevel(LogLevel least) {
    return level.flatMap(LogLevel::find).filter(it -> it.weight() >= least.weight()).isPresent();
  }
}

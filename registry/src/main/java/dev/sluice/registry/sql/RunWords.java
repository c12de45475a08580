package dev.sluice.registry.sql;

import dev.sluice.registry.Words;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunRecord;
import java.util.Optional;

/** What a run is found by: its tokens and the words of its error and log. */
final class RunWords {
  /** A run may log a megabyte, and each word costs the writer. */
  private static final int MOST_CHARACTERS = 64 * 1024;

  private final StringBuilder words = new StringBuilder(1024);
  private final RunTokens tokens;

  private RunWords(RunTokens tokens) {
    this.tokens = tokens;
  }

  static String of(NewRun run, Optional<byte[]> user) {
    RunRecord record = run.record();
    RunWords words = new RunWords(new RunTokens(record.environment()));
    words.addTokens(record);
    user.map(words.tokens::user).ifPresent(words::add);
    words.addText(run);
    return words.words.toString();
  }

  private void addTokens(RunRecord run) {
    add(tokens.all());
    add(tokens.workflow(run.subject().workflow().value()));
    add(tokens.trigger(run.subject().trigger().value()));
    add(tokens.deployment(run.subject().deployment().value()));
    add(tokens.release(run.subject().release()));
    add(tokens.preview(run.subject().preview()));
    add(tokens.status(run.result().status()));
    add(tokens.decision(run.result().decision()));
    int highest = level(run);
    for (LogLevel level : LogLevel.values()) {
      if (level.weight() <= highest) {
        add(tokens.level(level.key()));
      }
    }
  }

  /** The weight of the highest level in its log, 0 without a log. */
  static int level(RunRecord run) {
    return run.trace().log().stream()
        .flatMap(line -> LogLevel.find(line.level()).stream())
        .mapToInt(LogLevel::weight)
        .max()
        .orElse(0);
  }

  private void addText(NewRun run) {
    addText(run.error());
    run.record().trace().log().forEach(line -> addText(line.text()));
  }

  private void addText(String text) {
    int room = Math.max(0, MOST_CHARACTERS - words.length());
    add(Words.plain(text.length() <= room ? text : text.substring(0, room)));
  }

  private void add(String text) {
    words.append(text).append(' ');
  }
}

package dev.sluice.runtime.run;

import dev.sluice.runtime.Fetched;
import dev.sluice.runtime.LogLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come and what it has decided so far. Its source map is read only when something
 * fails. Belongs to the run's thread.
 */
final class RunState {
  private static final String NOT_AWAITED =
      "A promise was rejected while nothing awaited it, and the run went on without it. Look for a"
          + " missing await: ";

  private final Denials denials = new Denials();
  private final RunLog log;
  private final Supplier<SourceMap> map;
  private boolean settled;
  private boolean doomed;
  private boolean fieldInvalid;
  private @Nullable Failure failure;
  private List<Fetched> fetched = List.of();

  RunState(RunLog log, Supplier<SourceMap> map) {
    this.log = log;
    this.map = map;
  }

  RunLog log() {
    return log;
  }

  Denials denials() {
    return denials;
  }

  SourceMap map() {
    return map.get();
  }

  /** The text as its author reads it: with the frames of a stack in the author's own code. */
  String authored(String text) {
    return text.contains(Frames.OF_BUNDLE) ? Frames.authored(text, map()) : text;
  }

  /** The workflow's function has ended well. */
  void settle() {
    settled = true;
  }

  /** The workflow's function has ended by throwing. */
  void fail(String code, String thrown) {
    settled = true;
    fail(Failure.thrown(code, Thrown.read(thrown, map())));
  }

  /** The run will fail, though its function goes on. */
  void doom(String code, String thrown) {
    if (!doomed) {
      doom(Failure.thrown(code, Thrown.read(thrown, map())));
    }
  }

  /** The run will fail, though its function goes on. */
  void doom(Failure cause) {
    if (!doomed) {
      failure = cause;
      doomed = true;
    }
  }

  /** A promise was rejected while nothing awaited it: no failure, but mostly a forgotten await. */
  void rejected(String thrown) {
    String text = NOT_AWAITED + Thrown.read(thrown, map()).withStack();
    log.add(LogLine.Level.WARN, text).ifPresent(this::doom);
  }

  void fail(Failure cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  /** It had to be stopped: whatever it made of that, unless it was to fail already. */
  void stopped(Failure cause) {
    if (!doomed) {
      failure = cause;
    }
  }

  /** Says which requests it made; told once, at its end. */
  void fetched(List<Fetched> requests) {
    fetched = List.copyOf(requests);
  }

  List<Fetched> fetched() {
    return fetched;
  }

  void markFieldInvalid() {
    fieldInvalid = true;
  }

  boolean settled() {
    return settled;
  }

  boolean fieldInvalid() {
    return fieldInvalid;
  }

  Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }
}

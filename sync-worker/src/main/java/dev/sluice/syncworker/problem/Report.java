package dev.sluice.syncworker.problem;

import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.SyncLogLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * All that is wrong with one commit, gathered as it's found, so that its author reads it in one go.
 * Not thread-safe.
 */
public final class Report {
  private static final int MAX_PROBLEMS = 200;
  private static final int MAX_MESSAGE = 2_000;

  private final Function<String, Optional<String>> texts;
  private final BiConsumer<SyncLogLine.Level, String> log;
  private final Set<Problem> problems = new LinkedHashSet<>();

  /**
   * @param texts gives a file's text by its path, for the lines around a problem
   * @param log the sync's log
   */
  public Report(
      Function<String, Optional<String>> texts, BiConsumer<SyncLogLine.Level, String> log) {
    this.texts = texts;
    this.log = log;
  }

  /** Adds a problem that lies nowhere in particular. */
  public void problem(String code, String message) {
    add(new Problem(code, shortened(message), Optional.empty()));
  }

  /** Adds a problem at a spot. */
  public void problem(String code, String message, Spot spot) {
    Problem.Place place = spot.in(texts.apply(spot.file()).orElse(""));
    add(new Problem(code, shortened(message), Optional.of(place)));
  }

  private void add(Problem problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  /** Tells the sync's log of something that isn't wrong enough to refuse the commit. */
  public void warn(String text) {
    log.accept(SyncLogLine.Level.WARN, shortened(text));
  }

  /** Tells the sync's log of something its author may wonder about. */
  public void note(String text) {
    log.accept(SyncLogLine.Level.INFO, shortened(text));
  }

  public boolean isClean() {
    return problems.isEmpty();
  }

  /** The problems in the order they were found, each once. */
  public List<Problem> problems() {
    return new ArrayList<>(problems);
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}

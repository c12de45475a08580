package dev.sluice.benchmarks.report;

import java.io.PrintStream;
import java.util.Locale;

/** What is told while a measurement goes on: on standard error, so that the tables stay clean. */
public final class Progress {
  private final PrintStream out;
  private final long began = System.nanoTime();

  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Says one line. */
  public void say(String text) {
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    out.printf(Locale.ROOT, "[%4d s] %s%n", seconds, text);
  }
}

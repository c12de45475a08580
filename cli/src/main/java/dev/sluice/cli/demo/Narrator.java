package dev.sluice.cli.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Tells what the demo does, a line a step with the time it took. */
final class Narrator {
  private final PrintStream out;
  private int number;

  Narrator(PrintStream out) {
    this.out = out;
  }

  /** Something the demo does. */
  @FunctionalInterface
  interface Step<T> {
    T take() throws Exception;
  }

  /** Takes the step and tells of it, with its time. */
  <T> T step(String what, Step<T> step) throws Exception {
    number++;
    out.printf(Locale.ROOT, "%2d  %s ", number, what);
    out.flush();
    long began = System.nanoTime();
    T result = step.take();
    double millis = (System.nanoTime() - began) / 1e6;
    String time =
        millis < 1_000
            ? String.format(Locale.ROOT, "%.0f ms", millis)
            : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    out.println(".".repeat(Math.max(3, 68 - what.length())) + " " + time);
    return result;
  }

  void say(String text) {
    text.lines().forEach(line -> out.println("      " + line));
  }
}

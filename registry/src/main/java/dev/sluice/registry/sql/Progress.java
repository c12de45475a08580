package dev.sluice.registry.sql;

import java.util.function.Consumer;

/** Counts what is done, and says so each second. For one thread. */
final class Progress {
  private static final long SAY_EVERY = 1_000_000_000L;

  private final String what;
  private final Consumer<String> said;
  private long last = System.nanoTime();
  private long done;

  /**
   * Nothing is done yet.
   *
   * @param what is counted, as it stands behind the number
   */
  Progress(String what, Consumer<String> said) {
    this.what = what;
    this.said = said;
  }

  void add(int more) {
    done += more;
    if (System.nanoTime() - last > SAY_EVERY) {
      last = System.nanoTime();
      said.accept("%,d %s".formatted(done, what));
    }
  }
}

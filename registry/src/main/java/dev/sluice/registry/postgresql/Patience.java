package dev.sluice.registry.postgresql;

import java.time.Duration;

/**
 * How long is waited for a database before what was asked has failed.
 *
 * @param connect for a connection
 * @param statement for the end of one statement
 * @param lock for what another has locked, a turn to write among them
 * @param silence for a word of the server: longer, so that it is the server that gives up
 */
record Patience(Duration connect, Duration statement, Duration lock, Duration silence) {
  /** In a request that someone waits for. */
  static final Patience USUAL =
      new Patience(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(8));

  /** For what reads or writes all there is. */
  static final Patience LONG =
      new Patience(USUAL.connect(), Duration.ofHours(2), Duration.ofHours(2));

  /** For what changes tables: whoever uses one waits behind who waits to change it. */
  static final Patience CHANGING = LONG.withLock(Duration.ofSeconds(3));

  /** One whose wait for a lock ends a little sooner than a statement, so that it is told apart. */
  Patience(Duration connect, Duration statement, Duration silence) {
    this(connect, statement, statement.minus(statement.dividedBy(10)), silence);
  }

  Patience withLock(Duration lock) {
    return new Patience(connect, statement, lock, silence);
  }
}

package dev.sluice.registry.sql;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Numbers runs so that they lie in the order they began in: the millisecond, and a count within.
 * For one transaction.
 */
final class RunNumbers {
  private static final int COUNT_BITS = 20;

  /** Of the last millisecond that has numbers, in the year 2248. */
  private static final long LAST_MILLI = (Long.MAX_VALUE >> COUNT_BITS) - 1;

  private final Handle transaction;
  private final Map<Long, Long> next = new HashMap<>();

  RunNumbers(Handle transaction) {
    this.transaction = transaction;
  }

  /** The number that every run of that millisecond, and of later ones, isn't below. */
  static long from(Instant at) {
    return Math.clamp(at.toEpochMilli(), 0, LAST_MILLI) << COUNT_BITS;
  }

  /** A number that no other run has. */
  long next(Instant startedAt) {
    long from = from(startedAt);
    long number = next.computeIfAbsent(from, this::free);
    next.put(from, number + 1);
    return number;
  }

  private long free(long from) {
    return transaction
        .createQuery("SELECT max(seq) FROM runs WHERE seq >= :from AND seq < :end")
        .bind("from", from)
        .bind("end", from + (1L << COUNT_BITS))
        .mapTo(Long.class)
        .findOne()
        .map(taken -> taken + 1)
        .orElse(from);
  }
}

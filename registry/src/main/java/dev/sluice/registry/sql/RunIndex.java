package dev.sluice.registry.sql;

import dev.sluice.registry.run.RunRecord;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What a database finds runs by, beside their order: an inverted index of tokens and words. Every
 * one gives the same answers. Thread-safe.
 */
public interface RunIndex {
  /**
   * What a run is found by.
   *
   * @param number the run's {@code seq}
   * @param words its tokens, and the words of its error and log: runs of characters that are beyond
   *     ASCII or letters or digits, in lower case
   */
  record Entry(long number, String words) {}

  void add(Handle transaction, List<Entry> entries);

  void forget(Handle transaction, List<Long> numbers);

  /** The newest runs of all that is asked for; it asks for something. */
  List<Placed<RunRecord>> newest(Handle moment, RunQuery query);

  /** The numbers of a user's newest runs, without reading them; it asks for the user alone. */
  List<Long> ofUser(Handle moment, RunQuery query);
}

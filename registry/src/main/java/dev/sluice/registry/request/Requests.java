package dev.sluice.registry.request;

import java.time.Duration;
import java.time.Instant;

/**
 * The requests that may be sent again. A change made with a claim says so in its own transaction,
 * and is refused once another attempt has taken over: so a request changes things once, also when a
 * process is killed in the middle.
 */
public interface Requests {
  /** How long they are remembered, counted from when they began. */
  Duration REMEMBERED = Duration.ofHours(24);

  /** How long one may take; after that another attempt takes over, if it hasn't changed a thing. */
  Duration PATIENCE = Duration.ofMinutes(1);

  /** How many of one caller are remembered at most. */
  int MOST = 1_000;

  /**
   * Begins a request.
   *
   * @param fingerprint tells it from another by the same name
   */
  Beginning begin(RequestName name, String fingerprint);

  /** Keeps the answer of the attempt with that claim, if nobody took over. */
  void answered(RequestName name, String claim, KeptAnswer answer);

  /**
   * Forgets the attempt with that claim, so that it can be sent anew.
   *
   * @return false if it has changed something; then it is kept
   */
  boolean withdrawn(String claim);

  /** Forgets those that began before then; how many that was. */
  int prune(Instant before);
}

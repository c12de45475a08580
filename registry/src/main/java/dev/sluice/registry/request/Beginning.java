package dev.sluice.registry.request;

import java.time.Instant;

/** What a request that may be sent again meets. */
public sealed interface Beginning {
  /**
   * It is the first, or the first that got anywhere: the caller acts.
   *
   * @param claim what its changes must be made with; see {@link
   *     dev.sluice.registry.audit.Actor#with}
   */
  record Begun(String claim) implements Beginning {}

  /** It was answered before: nobody acts. */
  record Answered(KeptAnswer answer) implements Beginning {}

  /** Another request has that name. */
  record Different() implements Beginning {}

  /**
   * It is being done, or was when its process was killed.
   *
   * @param until when another attempt may take over, or is told what became of it
   */
  record UnderWay(Instant until) implements Beginning {}

  /**
   * It was done, but its answer was lost.
   *
   * @param change the audit entry that tells of it
   */
  record AnswerLost(String change) implements Beginning {}

  /**
   * The caller has as many as it may.
   *
   * @param until when the oldest is forgotten
   */
  record TooMany(Instant until) implements Beginning {}
}

package dev.sluice.gateway.record;

import java.time.Instant;

/**
 * Runs of an environment that weren't remembered, since this process began.
 *
 * @param since when the first of them ended
 * @param last when the last of them ended
 */
public record Lost(long runs, Instant since, Instant last) {
  Lost and(Lost more) {
    return new Lost(runs + more.runs, since, more.last);
  }
}

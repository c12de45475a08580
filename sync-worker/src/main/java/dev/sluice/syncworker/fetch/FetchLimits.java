package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import dev.sluice.syncworker.reach.Patience;
import java.time.Duration;

/**
 * How long fetching may take, how much it may bring, and how much of that is read.
 *
 * @param whole how long a fetch may take
 * @param freeBytes what is left free on the disk
 */
public record FetchLimits(
    Patience patience, Duration whole, PackLimits pack, long freeBytes, SourceLimits source) {
  public static final FetchLimits DEFAULT = of(Limits.USUAL);

  /** What those limits say. */
  public static FetchLimits of(Limits limits) {
    return new FetchLimits(
        new Patience(limits.duration(Limit.SILENCE_SECONDS), limits.bytes(Limit.TALK_MB)),
        limits.duration(Limit.FETCH_SECONDS),
        PackLimits.of(limits),
        limits.bytes(Limit.FREE_MB),
        SourceLimits.of(limits));
  }

  /** The usual ones, but for these. */
  public FetchLimits(Duration silence, Duration whole, long packBytes, long objectBytes) {
    this(
        new Patience(silence, DEFAULT.patience().talkBytes()),
        whole,
        DEFAULT.pack().within(packBytes, objectBytes),
        DEFAULT.freeBytes(),
        SourceLimits.DEFAULT);
  }

  /** How long the remote may say nothing. */
  public Duration silence() {
    return patience.silence();
  }
}

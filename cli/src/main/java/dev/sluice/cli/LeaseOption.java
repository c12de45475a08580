package dev.sluice.cli;

import dev.sluice.syncworker.Claiming;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option that says how long a sync stays with a worker that has gone silent. */
final class LeaseOption {
  private static final int LEAST = 10;
  private static final int MOST = 300;

  @Option(
      names = "--sync-lease",
      paramLabel = "<seconds>",
      description =
          "how long a sync stays with a sync worker that says nothing more, before another takes"
              + " it; 10 to 300 (default: ${DEFAULT-VALUE})")
  private int seconds = (int) Claiming.USUAL_LEASE.toSeconds();

  /**
   * What it says.
   *
   * @throws CommandFailure if that can't be used
   */
  Duration lease() {
    if (seconds < LEAST || seconds > MOST) {
      throw new CommandFailure(
          2, "--sync-lease is from %d to %d seconds, not %d".formatted(LEAST, MOST, seconds));
    }
    return Duration.ofSeconds(seconds);
  }
}

package dev.sluice.syncworker;

import java.time.Duration;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a worker ends: a sync under way may finish, if that's soon; all else is broken off. What it
 * has stays its own until all of that is done.
 */
record Stopping(Rounds rounds, Tools tools) {
  private static final Logger log = LoggerFactory.getLogger(Stopping.class);
  private static final Duration TO_LOOK = Duration.ofSeconds(1);
  private static final Duration TO_FINISH = Duration.ofSeconds(3);
  private static final Duration TO_BREAK_OFF = Duration.ofSeconds(5);

  /** Stops everything and waits for it, a few seconds at most. */
  void now() throws InterruptedException {
    Stream.of(rounds.polls(), rounds.tests(), rounds.notices())
        .forEach(loop -> {
          loop.stop();
          loop.interrupt();
        });
    breakOffChecks();
    rounds.syncs().loop().stop();
    rounds.polls().await(TO_LOOK);
    awaitSyncs();
    if (!rounds.checks().loop().await(TO_BREAK_OFF) || !rounds.notices().await(TO_BREAK_OFF)) {
      log.info("checks of pull requests, or what hosts are told, couldn't be broken off");
    }
    tools.workshop().close();
    rounds.syncs().turn().settle(TO_LOOK);
    rounds.checks().turn().settle(TO_LOOK);
    rounds.heartbeat().stop();
    rounds.heartbeat().await(TO_LOOK);
  }

  private void breakOffChecks() {
    rounds.checks().loop().stop();
    tools.checks().close();
    rounds.checks().loop().interrupt();
  }

  private void awaitSyncs() throws InterruptedException {
    SyncLoop syncs = rounds.syncs().loop();
    if (!syncs.await(TO_FINISH)) {
      tools.workshop().close();
      syncs.interrupt();
      boolean ended = syncs.await(TO_BREAK_OFF);
      log.info("syncs under way were broken off{}", ended ? "" : ", or still are");
    }
  }
}

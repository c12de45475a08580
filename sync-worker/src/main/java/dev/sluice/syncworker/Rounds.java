package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.syncworker.poll.PollTurn;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * What a worker does again and again, each kind on threads of its own, so that none waits for
 * another.
 *
 * @param syncs brings in what environments' branches are at
 * @param checks checks pull requests: none delays a branch's sync
 * @param notices tells Git hosts: no sync waits for what a host is told
 * @param tests tries connections: whoever waits for one isn't to wait for syncs
 * @param polls looks where branches are
 * @param heartbeat says that the worker lives, and has what it has
 */
record Rounds(Round syncs, Round checks, SyncLoop notices, SyncLoop tests, SyncLoop polls, SyncLoop heartbeat) {
  /** One slow host doesn't hold up the others. */
  private static final int POLLS_AT_ONCE = 2;

  /**
   * Syncs of one kind.
   *
   * @param turn what the loop takes, with what goes on after each
   */
  record Round(SyncTurn turn, SyncLoop loop) {
    static Round of(String name, SyncTurn turn) {
      return new Round(turn, new SyncLoop(name, turn));
    }
  }

  static Rounds of(Registry registry, Tools tools, Leases leases, Clock clock) {
    Signatures signatures = new Signatures(clock);
    Herald herald = new Herald(registry.notices(), tools.reports(), clock);
    Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextLong());
    Repositories repositories = tools.repositories();
    SyncPipeline pipeline =
        new SyncPipeline(registry, repositories, tools.workshop(), signatures, herald);
    return new Rounds(
        Round.of(
            "sync",
            new SyncTurn(registry, leases::claim, () -> pipeline, backoff, clock)),
        Round.of(
            "check",
            new SyncTurn(
                registry,
                leases::claimCheck,
                () ->
                    new SyncPipeline(
                        registry, repositories, tools.checks().get(), signatures, herald),
                backoff,
                clock)),
        new SyncLoop("notice", new NoticeTurn(registry, tools.reports(), clock)),
        new SyncLoop("connection-test", new ConnectionTestTurn(registry, repositories, clock)),
        new SyncLoop("poll", polling(registry, repositories, clock)),
        new SyncLoop("heartbeat", new Renewing(leases)));
  }

  private static Polling polling(Registry registry, Repositories repositories, Clock clock) {
    return new Polling(
        new PollTurn(
            registry, repositories::look, clock, () -> ThreadLocalRandom.current().nextLong()));
  }

  /**
   * Begins all of them, each woken when there is something for it.
   *
   * @param environmentsAtOnce how many are synced at once
   */
  void start(Registry registry, int environmentsAtOnce) {
    registry.signals().onSyncQueued(syncs.loop()::wake);
    registry.signals().onSyncQueued(checks.loop()::wake);
    registry.signals().onNoticeDue(notices::wake);
    registry.signals().onConnectionTestAsked(tests::wake);
    heartbeat.start(1);
    syncs.loop().start(environmentsAtOnce);
    tests.start(1);
    checks.loop().start(1);
    notices.start(1);
    polls.start(POLLS_AT_ONCE);
  }

  /** Whether every one's threads live: not before the start, nor once stopped. */
  boolean areAlive() {
    return Stream.of(syncs.loop(), checks.loop(), notices, tests, polls, heartbeat)
        .allMatch(SyncLoop::isAlive);
  }
}

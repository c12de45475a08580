package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.M2M_TOKEN;
import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Logins that keep coming to several gateways, as through a load balancer: each goes to the next
 * one, and is sent once more, to another, only if its connection broke. What didn't come out as it
 * should is kept. At most some two hundred a second.
 */
final class BalancedTraffic implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int TRIES = 3;

  private final Team team;
  private final List<Server> rotation;
  private final ConcurrentMap<Server, AtomicInteger> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger brokenOff = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads;
  private volatile boolean stopped;

  private BalancedTraffic(Team team, List<Server> gateways) {
    this.team = team;
    this.rotation = new CopyOnWriteArrayList<>(gateways);
    this.threads =
        Stream.of(USER_TOKENS, M2M_TOKEN)
            .map(it -> Thread.ofPlatform().name("logins for " + it).start(() -> keepRunning(it)))
            .toList();
  }

  static BalancedTraffic start(Team team, List<Server> gateways) {
    return new BalancedTraffic(team, gateways);
  }

  private void keepRunning(String trigger) {
    while (!stopped) {
      run(trigger, 1);
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void run(String trigger, int tries) {
    Server gateway = next();
    try {
      look(send(gateway, trigger));
    } catch (UncheckedIOException e) {
      brokenOff.incrementAndGet();
      if (tries < TRIES) {
        run(trigger, tries + 1);
      } else {
        failures.add(e.toString());
      }
    }
  }

  private Answer send(Server gateway, String trigger) {
    AtomicInteger count = underWay.computeIfAbsent(gateway, _ -> new AtomicInteger());
    count.incrementAndGet();
    try {
      return gateway.admin().post(team.runs(trigger), Team.EVENT);
    } finally {
      count.decrementAndGet();
    }
  }

  private Server next() {
    List<Server> now = List.copyOf(rotation);
    return now.get(Math.floorMod(turns.getAndIncrement(), now.size()));
  }

  private void look(Answer answer) {
    runs.incrementAndGet();
    if (answer.status() != 200 || !answer.json().path("status").asString().equals("completed")) {
      failures.add(answer.status() + " of " + answer.response().uri() + ": " + answer.body());
    }
  }

  /** Sends that gateway nothing more, and waits until it has answered what it was sent. */
  void takeOut(Server gateway) throws InterruptedException {
    rotation.remove(gateway);
    // Whoever chose it just before is seen by then.
    Thread.sleep(PAUSE.multipliedBy(10));
    while (underWay.getOrDefault(gateway, new AtomicInteger()).get() > 0) {
      Thread.sleep(PAUSE);
    }
  }

  /** Does that, and then sends the gateway nothing more, as a load balancer finds out. */
  void takeOutAfter(Server gateway, Runnable what) {
    what.run();
    rotation.remove(gateway);
  }

  void putBack(Server gateway) {
    rotation.add(gateway);
  }

  /** How many runs were answered. */
  int runs() {
    return runs.get();
  }

  /** How many weren't, as their connection broke, and were sent to another. */
  int brokenOff() {
    return brokenOff.get();
  }

  /** What didn't come out as it should. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}

package dev.sluice.cli;

import dev.sluice.fixtures.SignedPush;
import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Commits that keep coming, one or two a second, each with a webhook that is delivered until it is
 * accepted, as a Git host's redelivery does.
 */
final class Pusher implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration REDELIVERY = Duration.ofMillis(100);

  private final Team team;
  private final Server webhook;
  private final Queue<String> syncs = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final Thread thread;
  private volatile String lastAccepted = "";
  private volatile boolean stopped;

  private Pusher(Team team, Server webhook) {
    this.team = team;
    this.webhook = webhook;
    this.thread = Thread.ofPlatform().name("pusher").start(this::keepPushing);
  }

  static Pusher start(Team team, Server webhook) {
    return new Pusher(team, webhook);
  }

  private void keepPushing() {
    try {
      for (int version = 1; !stopped; version++) {
        VersionedWorkflows.write(team.repository(), String.valueOf(version));
        push(team.repository().push("version " + version));
        Thread.sleep(PAUSE);
      }
    } catch (IOException | RuntimeException | AssertionError | InterruptedException e) {
      failures.add(String.valueOf(e));
    }
  }

  private void push(String commit) throws InterruptedException {
    SignedPush push = Team.push(commit);
    while (!isAccepted(push)) {
      if (stopped) {
        return;
      }
      Thread.sleep(REDELIVERY);
    }
    lastAccepted = commit;
  }

  private boolean isAccepted(SignedPush push) {
    Answer answer;
    try {
      answer = webhook.anonymous().send(push.request(team.hookOf(webhook)));
    } catch (UncheckedIOException e) {
      return false;
    }
    if (answer.status() == 503) {
      refused.incrementAndGet();
      return false;
    }
    syncs.add(answer.expect(202).json().path("sync").asString());
    return true;
  }

  /** The syncs of what was accepted, some of them of several pushes. */
  List<String> syncs() {
    return syncs.stream().distinct().toList();
  }

  /** The newest commit whose push was accepted. */
  String lastAccepted() {
    return lastAccepted;
  }

  /** How many deliveries were answered 503. */
  int refused() {
    return refused.get();
  }

  /** What ended it, if anything did. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

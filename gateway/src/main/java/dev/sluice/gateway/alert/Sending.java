package dev.sluice.gateway.alert;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.Environments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that sends alerts, one after the other, each until it is delivered or given up. Those
 * that wait for another try let the others pass. Owns its thread.
 */
final class Sending implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
  private static final int MOST_WAITING = 1_000;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Environments environments;
  private final AlertPost post;
  private final InstantSource clock;
  private final AlertMeters meters;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final BlockingQueue<Delivery> added = new LinkedBlockingQueue<>();
  private final PriorityQueue<Delivery> waiting =
      new PriorityQueue<>(Comparator.comparing(Delivery::due));
  private final Thread thread = new Thread(this::loop, "alerts");
  private volatile boolean closing;

  Sending(Environments environments, AlertPost post, InstantSource clock, AlertMeters meters) {
    this.environments = environments;
    this.post = post;
    this.clock = clock;
    this.meters = meters;
  }

  void start() {
    thread.start();
  }

  /** Takes it on, unless too many wait. */
  boolean add(Delivery delivery) {
    if (!room.tryAcquire()) {
      meters.dropped();
      LOG.warn("{}: too many alerts wait; this one is dropped", name(delivery));
      return false;
    }
    return added.add(delivery);
  }

  private void loop() {
    try {
      while (!closing || !added.isEmpty()) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int left = MOST_WAITING - room.availablePermits();
    if (left > 0) {
      LOG.warn("Stopped with {} alerts undelivered", left);
    }
  }

  private void turn() throws InterruptedException {
    @Nullable Delivery next = next();
    if (next == null) {
      return;
    }
    try {
      send(next);
    } catch (RuntimeException | Error e) {
      LOG.error("{} can't be sent and is dropped", name(next), e);
      giveUp(next);
    }
  }

  /** A new one, or else the one that is due for another try; null if there's none for now. */
  private @Nullable Delivery next() throws InterruptedException {
    boolean due = !waiting.isEmpty() && !waiting.peek().due().isAfter(clock.instant());
    Delivery fresh = due ? added.poll() : added.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    return fresh == null && due ? waiting.poll() : fresh;
  }

  private void send(Delivery delivery) throws InterruptedException {
    Optional<Attempt> attempt = attempt(delivery);
    if (attempt.isEmpty()) {
      settle(delivery);
    } else if (attempt.get().isDelivered()) {
      meters.delivered();
      settle(delivery);
    } else if (delivery.isLast()) {
      LOG.warn(
          "{} couldn't be delivered in {} tries and is dropped: {}",
          name(delivery),
          delivery.tries() + 1,
          attempt.get().words());
      giveUp(delivery);
    } else {
      waiting.add(delivery.again(clock.instant()));
    }
  }

  /** Empty if nobody wants it. */
  private Optional<Attempt> attempt(Delivery delivery) throws InterruptedException {
    try {
      Optional<Receiver> receiver = Receiver.of(delivery.alert().environment(), environments);
      return receiver.isEmpty()
          ? Optional.empty()
          : Optional.of(post.send(delivery.letter(), receiver.get()));
    } catch (RegistryException e) {
      return Optional.of(new Attempt.Failed("the registry is away: " + e.getMessage()));
    }
  }

  private void giveUp(Delivery delivery) {
    meters.dropped();
    settle(delivery);
  }

  private void settle(Delivery delivery) {
    room.release();
    delivery.settled().run();
  }

  private static String name(Delivery delivery) {
    return "Alert %s of %s"
        .formatted(delivery.alert().kind().key(), delivery.alert().environment());
  }

  /** Tries once what wasn't tried yet, for as long as closing may take. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
        thread.join(CLOSING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

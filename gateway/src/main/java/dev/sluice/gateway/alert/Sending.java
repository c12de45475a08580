package dev.sluice.gateway.alert;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.Environments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that send alerts, of each environment one after the other, each until it is delivered
 * or given up. Those that wait for another try let the others pass. Owns its threads.
 */
final class Sending implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
  private static final int THREADS = 8;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Environments environments;
  private final AlertPost post;
  private final InstantSource time;
  private final AlertMeters meters;
  private final Outboxes waiting;
  private final List<Thread> threads =
      IntStream.range(0, THREADS).mapToObj(i -> new Thread(this::loop, "alerts-" + i)).toList();
  private volatile boolean closing;

  /**
   * @param time by which tries are spaced
   */
  Sending(Environments environments, AlertPost post, InstantSource time, AlertMeters meters) {
    this.environments = environments;
    this.post = post;
    this.time = time;
    this.meters = meters;
    this.waiting = new Outboxes(time);
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Takes it on, unless too many wait. */
  void add(Delivery delivery) {
    if (!waiting.add(delivery)) {
      meters.dropped();
      LOG.warn("{}: too many alerts wait; this one is dropped", name(delivery));
    }
  }

  private void loop() {
    try {
      while (!closing || waiting.hasFresh()) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() throws InterruptedException {
    Optional<Delivery> next = waiting.take(LOOK);
    if (next.isEmpty()) {
      return;
    }
    Delivery delivery = next.get();
    try {
      send(delivery);
    } catch (RuntimeException | Error e) {
      LOG.error("{} can't be sent and is dropped", name(delivery), e);
      giveUp(delivery);
    } catch (InterruptedException e) {
      waiting.again(delivery);
      throw e;
    }
  }

  private void send(Delivery delivery) throws InterruptedException {
    if (delivery.isFresh() && delivery.errand().isTooLate(time.instant())) {
      waiting.done(delivery);
      return;
    }
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
      waiting.again(delivery.again(time.instant()));
    }
  }

  /** Empty if nobody wants it. */
  private Optional<Attempt> attempt(Delivery delivery) throws InterruptedException {
    try {
      Optional<Receiver> receiver = Receiver.of(delivery.environment(), environments);
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
    waiting.done(delivery);
    delivery.errand().settled().run();
  }

  private static String name(Delivery delivery) {
    return "Alert %s of %s".formatted(delivery.alert().kind().key(), delivery.environment());
  }

  /** Tries once what wasn't tried yet, for as long as closing may take. */
  @Override
  public void close() {
    closing = true;
    long end = System.nanoTime() + CLOSING.toNanos();
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
          thread.interrupt();
        }
      }
      for (Thread thread : threads) {
        thread.join(CLOSING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (waiting.count() > 0) {
      LOG.warn("Stopped with {} alerts undelivered", waiting.count());
    }
  }
}

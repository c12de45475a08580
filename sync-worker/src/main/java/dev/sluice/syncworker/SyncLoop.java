package dev.sluice.syncworker;

import dev.sluice.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes turns, one after the other on each of a few threads, so that one environment's slow remote
 * doesn't hold up the others. Woken when there is work, and looks by itself now and then.
 */
final class SyncLoop {
  private static final Logger log = LoggerFactory.getLogger(SyncLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String name;
  private final Turn turn;
  private final Waiter waiter = new Waiter();
  private volatile List<Thread> threads = List.of();
  private volatile boolean stopped;

  /** Whether the registry couldn't be asked, as far as is known. */
  private final AtomicBoolean away = new AtomicBoolean();

  /**
   * @param name what its threads are called
   */
  SyncLoop(String name, Turn turn) {
    this.name = name;
    this.turn = turn;
  }

  void start(int count) {
    threads =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> Thread.ofPlatform().daemon().name(name + "-" + i).start(this::run))
            .toList();
  }

  /** Whether every thread lives: not before the start, nor once stopped. */
  boolean isAlive() {
    List<Thread> started = threads;
    return !started.isEmpty() && started.stream().allMatch(Thread::isAlive);
  }

  /** There may be something to take. */
  void wake() {
    waiter.wake();
  }

  /**
   * Takes one turn on the calling thread.
   *
   * @return whether one was due
   */
  boolean step() {
    return turn.take();
  }

  private void run() {
    while (!stopped) {
      long ticket = waiter.ticket();
      if (!survive()) {
        await(ticket);
      }
    }
  }

  /** A thread that died would leave its environment without syncs until the next start. */
  private boolean survive() {
    try {
      boolean taken = step();
      if (away.compareAndSet(true, false)) {
        log.info("the registry answers again: a {} can be taken", name);
      }
      return taken;
    } catch (RegistryException e) {
      // Said once, as the next look comes soon, and the one after it.
      if (away.compareAndSet(false, true)) {
        log.error("no {} can be taken or ended for now; going on", name, e);
      }
      return false;
    } catch (VirtualMachineError e) {
      log.error("THE JVM IS IN TROUBLE: give it more memory, or restart it; going on", e);
      return false;
    } catch (Throwable e) {
      log.error("a {} couldn't be taken or ended; going on", name, e);
      return false;
    }
  }

  private void await(long ticket) {
    try {
      waiter.await(ticket, POLL);
    } catch (InterruptedException e) {
      log.debug("interrupted while waiting, as stopping does", e);
    }
  }

  /** Takes no further turn; those under way go on. */
  void stop() {
    stopped = true;
    turn.stop();
    waiter.wake();
  }

  /** Interrupts what is under way. */
  void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  /** Waits until every thread has ended; whether they did. */
  boolean await(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    boolean ended = true;
    for (Thread thread : threads) {
      ended &= thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    return ended;
  }
}

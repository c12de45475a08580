package dev.sluice.runtime.realm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The realms of one environment. Of the idle ones the one used last is taken first, so that few
 * stay warm and the others can go. Counts who waits and what is being made, so that neither too few
 * nor too many are. Thread-safe.
 */
final class RealmPool {
  private record Idle(Realm realm, long sinceNanos) {}

  private static final int UNDER_WAY_AT_MOST = 2;

  /** A program that is prepared and its first run: whoever wants no more needs no spare. */
  private static final int ONE_LOGIN = 2;

  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Set<Realm> taken = Collections.newSetFromMap(new IdentityHashMap<>());
  private final int share;
  private int waiting;
  private int underWay;
  private int served;

  /** Whether somebody has found none, or lost one, since one was last begun. */
  private boolean missed;

  private boolean closed;

  /**
   * @param share how many realms the environment may have
   */
  RealmPool(int share) {
    this.share = share;
  }

  /** An idle realm, or one that becomes idle within {@code patience}; null if none does. */
  synchronized @Nullable Realm take(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    waiting++;
    try {
      while (idle.isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || closed) {
          return null;
        }
        wait(left / 1_000_000 + 1);
      }
      return taken(idle.removeFirst());
    } finally {
      waiting--;
    }
  }

  /** An idle realm, if there is one. */
  synchronized @Nullable Realm poll() {
    Idle newest = idle.pollFirst();
    missed = missed || newest == null;
    return newest == null ? null : taken(newest);
  }

  private Realm taken(Idle one) {
    served++;
    taken.add(one.realm());
    return one.realm();
  }

  /**
   * Whether one more should be made: for somebody who waits or is about to, or as the spare of a
   * pool in use. Few at once, so that one environment's rush doesn't hold up another's.
   */
  synchronized boolean begin() {
    boolean begins =
        !closed
            && underWay < UNDER_WAY_AT_MOST
            && idle.size() + underWay < waiting + (missed || served > ONE_LOGIN ? 1 : 0)
            && idle.size() + underWay + taken.size() < share;
    if (begins) {
      missed = false;
      underWay++;
    }
    return begins;
  }

  /** Whether what was begun is still wanted: meanwhile, realms may have been given back. */
  synchronized boolean isWanted() {
    return !closed && idle.size() < waiting + 1;
  }

  /** Whether somebody waits for one. */
  synchronized boolean isAwaited() {
    return !closed && waiting > 0;
  }

  /** Ends what {@link #begin} began, however it ended. */
  synchronized void end() {
    underWay--;
  }

  /** Whether the new realm was taken in; if not, the caller closes it. */
  synchronized boolean add(Realm realm, long nowNanos) {
    if (!closed) {
      idle.addFirst(new Idle(realm, nowNanos));
      notify();
    }
    return !closed;
  }

  /** Whether the realm, which was taken, was taken back; if not, the caller closes it. */
  synchronized boolean giveBack(Realm realm, long nowNanos) {
    release(realm);
    return !realm.isWornOut() && add(realm, nowNanos);
  }

  /** Forgets a realm that was taken and won't be given back. */
  synchronized void discard(Realm realm) {
    missed = true;
    release(realm);
  }

  private void release(Realm realm) {
    taken.remove(realm);
    if (closed) {
      notifyAll();
    }
  }

  /** Waits until none is taken, in a pool that was closed; whether that came about in time. */
  synchronized boolean awaitReturn(long deadlineNanos) throws InterruptedException {
    long left = deadlineNanos - System.nanoTime();
    while (!taken.isEmpty() && left > 0) {
      wait(left / 1_000_000 + 1);
      left = deadlineNanos - System.nanoTime();
    }
    return taken.isEmpty();
  }

  /** How many realms are in use. */
  synchronized int inUse() {
    return taken.size();
  }

  /** How many wait for one. */
  synchronized int awaited() {
    return waiting;
  }

  /** How many realms there are, idle or in use. */
  synchronized int size() {
    return idle.size() + taken.size();
  }

  /** What runs have allocated in these realms, in bytes. */
  synchronized long allocated() {
    return Stream.concat(taken.stream(), idle.stream().map(Idle::realm))
        .mapToLong(Realm::allocated)
        .sum();
  }

  /** Takes out all idle realms, for the caller to close; those that are taken won't come back. */
  synchronized List<Realm> shed() {
    taken.forEach(Realm::wearOut);
    return drain();
  }

  /** Since when nobody has wanted each of those that are idle, in nanoseconds of the clock. */
  synchronized List<Long> idleSince() {
    return idle.stream().map(Idle::sinceNanos).toList();
  }

  /** Takes out those that nobody has wanted since then, for the caller to close. */
  synchronized List<Realm> removeIdleSince(long nanos) {
    List<Realm> old = new ArrayList<>();
    while (!idle.isEmpty() && idle.getLast().sinceNanos() - nanos < 0) {
      old.add(idle.removeLast().realm());
    }
    return old;
  }

  synchronized List<Realm> close() {
    closed = true;
    notifyAll();
    return drain();
  }

  private List<Realm> drain() {
    List<Realm> all = idle.stream().map(Idle::realm).toList();
    idle.clear();
    return all;
  }
}

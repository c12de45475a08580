package dev.sluice.runtime.realm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The idle realms of one environment. The one used last is taken first, so that few stay warm and
 * the others can go. Thread-safe.
 */
final class RealmPool {
  private record Idle(Realm realm, long sinceNanos) {}

  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  synchronized @Nullable Realm poll() {
    Idle newest = idle.pollFirst();
    return newest == null ? null : newest.realm();
  }

  /** Whether the realm was taken in; if not, the caller closes it. */
  synchronized boolean offer(Realm realm, long nowNanos) {
    if (!closed) {
      idle.addFirst(new Idle(realm, nowNanos));
    }
    return !closed;
  }

  synchronized boolean isEmpty() {
    return idle.isEmpty();
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
    List<Realm> all = idle.stream().map(Idle::realm).toList();
    idle.clear();
    return all;
  }
}

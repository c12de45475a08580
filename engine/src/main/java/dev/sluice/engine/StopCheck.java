package dev.sluice.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a program that is being stopped from catching anything. The engine's classes call it
 * wherever they catch what a program threw. The engine's own stop isn't enough: where the stack is
 * about to overflow there's no room for it, and a program that recurses whenever it catches an
 * overflow is never anywhere else. Thread-safe.
 */
public final class StopCheck {
  private static final Set<Thread> STOPPING = ConcurrentHashMap.newKeySet();
  private static volatile boolean any;

  private StopCheck() {}

  /** From here on that thread's program catches nothing. */
  public static synchronized void begin(Thread thread) {
    STOPPING.add(thread);
    any = true;
  }

  /** That thread may run programs again. */
  public static synchronized void end(Thread thread) {
    if (STOPPING.remove(thread)) {
      any = !STOPPING.isEmpty();
    }
  }

  /** Throws it again, if the calling thread's program is to stop. */
  @TruffleBoundary
  public static void caught(Throwable thrown) {
    if (any && STOPPING.contains(Thread.currentThread())) {
      throw StopCheck.<RuntimeException>unchecked(thrown);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }
}

package dev.sluice.runtime.realm;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * A context in which everything a workflow can reach is immutable, so that it can serve run after
 * run. One thread at a time holds it; {@link #interrupt} may be called from another.
 */
public final class Realm implements AutoCloseable {
  /** A run that allocates no more than this can't have left much, in bytes. */
  private static final long ORDINARY = 256 * 1024;

  /** Once runs have allocated so much more than is ordinary, the realm is worn out; in bytes. */
  private static final long BEARABLE = 1024L * 1024 * 1024;

  private final RealmPool home;
  private final Context context;
  private final Value load;
  private final Value inspect;

  /** By code, the function that begins a run. Weak, so that a replaced program leaves with it. */
  private final Map<ProgramCode, Value> loaded = new WeakHashMap<>();

  private final AtomicLong allocated = new AtomicLong();
  private final AtomicLong wear = new AtomicLong();

  /**
   * @param home the pool it was made for, and never leaves for another: an environment that is made
   *     anew under the same name has another
   */
  Realm(RealmPool home, Context context, Value load, Value inspect) {
    this.home = home;
    this.context = context;
    this.load = load;
    this.inspect = inspect;
  }

  /**
   * Begins a run: evaluates the bundle and calls its function.
   *
   * @param host what the run may ask of the host
   * @return the function that brings the run news
   * @throws org.graalvm.polyglot.PolyglotException if the run was interrupted
   */
  public Value start(ProgramCode code, RunInput input, ProxyExecutable host) {
    return begin(code).execute(input.event(), input.tokens(), input.claimsBytes(), host);
  }

  /** Loads the module with nothing mounted and tells what it exports, as JSON. */
  public String inspect(ProgramCode code) {
    return inspect.execute(context.eval(code.source())).asString();
  }

  /**
   * Parses the code, unless this realm has it already.
   *
   * @throws org.graalvm.polyglot.PolyglotException if it doesn't parse
   */
  public void load(ProgramCode code) {
    begin(code);
  }

  private Value begin(ProgramCode code) {
    Value known = loaded.get(code);
    if (known == null) {
      known = load.execute(context.eval(code.source()), code.mount());
      loaded.put(code, known);
    }
    return known;
  }

  /**
   * Counts what a run has allocated here. Nothing that a run leaves behind can be seen by another,
   * but it can be made to stay: as a private field of a built-in object, say.
   */
  public void charge(long allocatedBytes) {
    allocated.addAndGet(allocatedBytes);
    if (allocatedBytes > ORDINARY) {
      wear.addAndGet(allocatedBytes);
    }
  }

  RealmPool home() {
    return home;
  }

  /** Makes it go after the run it serves now. Thread-safe. */
  void wearOut() {
    wear.addAndGet(BEARABLE + 1);
  }

  /** What runs have allocated here in all, in bytes. */
  long allocated() {
    return allocated.get();
  }

  /** Whether it should go, with whatever was left in it. */
  boolean isWornOut() {
    return wear.get() > BEARABLE;
  }

  /**
   * Stops whatever runs here; it can't catch that. Blocks until it has stopped.
   *
   * @throws TimeoutException if it hasn't within {@code patience}
   */
  public void interrupt(Duration patience) throws TimeoutException {
    context.interrupt(patience);
  }

  /**
   * Closes it, by force if something runs here still. Never by force otherwise: the engine looks
   * everywhere whether it is to stop, and would give up closing itself.
   */
  @Override
  public void close() {
    try {
      context.close(false);
    } catch (IllegalStateException e) {
      context.close(true);
    }
  }
}

package dev.sluice.runtime.realm;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * A context in which everything a workflow can reach is immutable, so that it can serve run after
 * run. One thread at a time holds it; {@link #interrupt} may be called from another.
 */
public final class Realm implements AutoCloseable {
  private final Context context;
  private final Value start;
  private final Value inspect;

  /** Weak, so that a program that was replaced leaves with its code. */
  private final Map<ProgramCode, Value> factories = new WeakHashMap<>();

  Realm(Context context, Value start, Value inspect) {
    this.context = context;
    this.start = start;
    this.inspect = inspect;
  }

  /**
   * Begins a run: evaluates the bundle and calls its function.
   *
   * @param input the event and the tokens, as JSON
   * @param host what the run may ask of the host
   * @return the function that brings the run news
   * @throws org.graalvm.polyglot.PolyglotException if the run was interrupted
   */
  public Value start(ProgramCode code, String input, ProxyExecutable host) {
    return start.execute(factory(code), code.mount(), input, host);
  }

  /** Loads the module with nothing mounted and tells what it exports, as JSON. */
  public String inspect(ProgramCode code) {
    return inspect.execute(factory(code)).asString();
  }

  /**
   * Parses the code, unless this realm has it already.
   *
   * @throws org.graalvm.polyglot.PolyglotException if it doesn't parse
   */
  public void load(ProgramCode code) {
    factory(code);
  }

  private Value factory(ProgramCode code) {
    Value known = factories.get(code);
    if (known == null) {
      known = context.eval(code.source());
      factories.put(code, known);
    }
    return known;
  }

  /**
   * Stops whatever runs here; it can't catch that. Blocks until it has stopped.
   *
   * @throws TimeoutException if it hasn't within {@code patience}
   */
  public void interrupt(Duration patience) throws TimeoutException {
    context.interrupt(patience);
  }

  @Override
  public void close() {
    context.close(true);
  }
}

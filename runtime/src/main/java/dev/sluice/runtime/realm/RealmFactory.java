package dev.sluice.runtime.realm;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes realms on one shared engine. Thread-safe. */
public final class RealmFactory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RealmFactory.class);

  /** Longest string a workflow can make, in characters: natives on longer ones are slow to stop. */
  private static final int MAX_STRING = 4 * 1024 * 1024;

  /** Largest buffer a workflow can make, in bytes; a typed array has one beneath it. */
  private static final int MAX_BUFFER = 64 * 1024 * 1024;

  private final Engine engine;
  private final RealmScripts scripts;

  public RealmFactory() {
    this(RealmScripts.load());
  }

  /** One that makes realms of other scripts than usual. */
  RealmFactory(RealmScripts scripts) {
    this.scripts = scripts;
    BoundedBigInt.load();
    engine =
        Engine.newBuilder("js")
            .sandbox(SandboxPolicy.TRUSTED)
            .allowExperimentalOptions(true)
            .option("engine.WarnInterpreterOnly", "false")
            .build();
  }

  /** Whether JavaScript is compiled to machine code, or only interpreted. */
  public boolean optimized() {
    return !engine.getImplementationName().contains("Interpreted");
  }

  /**
   * A new realm for that pool, not yet in it. Takes tens of milliseconds; the first of a process
   * about a second.
   */
  Realm make(RealmPool home) {
    Context context = context();
    try {
      scripts.preparation().forEach(context::eval);
      Value runner = context.eval(scripts.last());
      return new Realm(home, context, runner.getMember("load"), runner.getMember("inspect"));
    } catch (RuntimeException | Error e) {
      closeHalfMade(context, e);
      throw e;
    }
  }

  private static void closeHalfMade(Context context, Throwable cause) {
    try {
      context.close(false);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private Context context() {
    return Context.newBuilder("js")
        .engine(engine)
        .allowHostAccess(HostAccess.NONE)
        .allowIO(IOAccess.NONE)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .allowCreateThread(false)
        .allowCreateProcess(false)
        .allowNativeAccess(false)
        .allowExperimentalOptions(true)
        .option("js.load", "false")
        .option("js.print", "false")
        .option("js.console", "false")
        // Only until the realm's scripts have taken the hook for rejections from it.
        .option("js.graal-builtin", "true")
        .option("js.unhandled-rejections", "handler")
        .option("js.polyglot-builtin", "false")
        .option("js.java-package-globals", "false")
        .option("js.foreign-object-prototype", "false")
        .option("js.shared-array-buffer", "false")
        .option("js.atomics", "false")
        .option("js.disable-eval", "true")
        .option("js.regexp-static-result", "false")
        .option("js.text-encoding", "true")
        .option("js.iterator-helpers", "true")
        .option("js.string-length-limit", Integer.toString(MAX_STRING))
        .option("js.max-typed-array-length", Integer.toString(MAX_BUFFER))
        .option("js.locale", "en-US")
        .option("js.timezone", "UTC")
        .build();
  }

  /**
   * Closes the engine. Realms that weren't closed before are closed by force, as far as it goes.
   */
  @Override
  public void close() {
    try {
      engine.close(true);
    } catch (PolyglotException e) {
      if (!e.isInternalError()) {
        throw e;
      }
      // A realm in which something still runs: nothing more can be done about it.
      log.debug("The engine was closed under a realm that was still in use", e);
    }
  }
}

package dev.sluice.syncworker.check;

import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.Inspection;
import dev.sluice.syncworker.bundle.BundledFile;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The loading of one commit's bundles, each begun as soon as it's there, beside the bundling of the
 * next and beside each other. For one thread. Close it: those not begun by then never are.
 */
public final class Inspections implements AutoCloseable {
  private final Function<BundleCode, Inspection> inspector;
  private final Executor threads;
  private final Map<String, CompletableFuture<Inspection>> begun = new HashMap<>();

  Inspections(Function<BundleCode, Inspection> inspector, Executor threads) {
    this.inspector = inspector;
    this.threads = threads;
  }

  /** Has a file's bundle loaded, unless nothing of it is left to run. */
  public void begin(BundledFile file) {
    if (!file.empty()) {
      begun.put(
          file.path(), CompletableFuture.supplyAsync(() -> inspector.apply(file.code()), threads));
    }
  }

  /** What it is; waits for that. */
  Inspection of(BundledFile file) {
    CompletableFuture<Inspection> inspection = begun.get(file.path());
    if (inspection == null) {
      throw new IllegalStateException("the bundle of " + file.path() + " wasn't begun to load");
    }
    try {
      return inspection.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    begun.values().forEach(it -> it.cancel(false));
  }
}
